import { z } from 'zod';
import { cloudEventHeaders } from './cloud-event-headers.contract';
import { INTEGRATION_TOPIC, integrationEvents } from './integration-events.contract';
import { integrationSchemas } from './integration-schemas';

type Document = { readonly [key: string]: unknown };

/** AsyncAPI 3 document of the topic that other programs may read. */
export function asyncApiDocument(): Document {
  const schemas = integrationSchemas();
  const names = [...schemas.keys()];
  const { $schema: _, ...headers } = z.toJSONSchema(cloudEventHeaders, { target: 'draft-2020-12' });
  return {
    asyncapi: '3.0.0',
    info: {
      title: '预算执行与绩效双监控 · budget events',
      version: '1.0.0',
      description:
        'Every event of every project stream, at least once. Events of one project and fiscal year come in the order of the store; ' +
        'drop an event whose ce_sequence you have already seen in its ce_subject.',
      license: { name: 'Apache-2.0' },
    },
    defaultContentType: 'application/json',
    channels: {
      budgetEvents: {
        address: INTEGRATION_TOPIC,
        messages: Object.fromEntries(names.map((name) => [nameOf(name), { $ref: `#/components/messages/${nameOf(name)}` }])),
        bindings: { kafka: { topic: INTEGRATION_TOPIC, bindingVersion: '0.5.0' } },
      },
    },
    operations: {
      publishBudgetEvents: {
        action: 'send',
        channel: { $ref: '#/channels/budgetEvents' },
        messages: names.map((name) => ({ $ref: `#/channels/budgetEvents/messages/${nameOf(name)}` })),
      },
    },
    components: {
      messages: Object.fromEntries(
        names.map((name) => [
          nameOf(name),
          {
            name,
            title: name,
            summary: integrationEvents[name].summary,
            contentType: 'application/json',
            headers: { $ref: '#/components/schemas/CloudEventHeaders' },
            payload: { $ref: `#/components/schemas/${nameOf(name)}` },
            bindings: { kafka: { key: { type: 'string', description: 'The stream, as ce_subject' }, bindingVersion: '0.5.0' } },
          },
        ]),
      ),
      schemas: {
        CloudEventHeaders: headers,
        ...Object.fromEntries([...schemas].map(([name, schema]) => [nameOf(name), withoutDialect(schema)])),
      },
    },
  };
}

/** A name of a component holds no point. */
const nameOf = (name: string): string => name.replace('.', '_');
const withoutDialect = ({ $schema: _, $id: __, ...schema }: Document): Document => schema;
