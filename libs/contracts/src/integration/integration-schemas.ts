import { z } from 'zod';
import { EXTENSIBLE } from './event-parts.contract';
import { integrationEvents, type IntegrationEventName } from './integration-events.contract';

export type EventSchema = { readonly [key: string]: unknown };

const IDS = 'https://budget-monitor.example/schemas/events/';

/** JSON Schema (2020-12) of each published event's data, by "<type>.v<version>". */
export const integrationSchemas = (): ReadonlyMap<IntegrationEventName, EventSchema> =>
  new Map(NAMES.map((name) => [name, schemaOf(name)]));

const NAMES = Object.keys(integrationEvents) as IntegrationEventName[];

function schemaOf(name: IntegrationEventName): EventSchema {
  const { summary, data } = integrationEvents[name];
  const { $schema, ...schema } = z.toJSONSchema(data, { target: 'draft-2020-12', override: openEnumeration });
  return { $schema, $id: `${IDS}${name}.json`, title: name, description: summary, ...schema };
}

function openEnumeration({ jsonSchema }: { readonly jsonSchema: Record<string, unknown> }): void {
  if (jsonSchema[EXTENSIBLE] !== true) return;
  jsonSchema[EXTENSIBLE] = jsonSchema['enum'];
  delete jsonSchema['enum'];
}
