import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { endpoints, type Endpoint } from '@budget/contracts';
import { endpointNames } from './harness/endpoint-calls';
import { z } from 'zod';
import { eventually } from './harness/eventually';
import { useInstallation } from './harness/installation';
import type { OpenApi } from './harness/served-document';

const installation = useInstallation('2025-07-01T09:00:00+08:00', { imported: false });
let document: OpenApi & { readonly components: { readonly securitySchemes: Readonly<Record<string, object>> } };

type Parameter = { readonly name: string; readonly in: string; readonly required?: boolean; readonly schema?: object };
type Described = {
  readonly operationId?: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema?: object }>> };
  readonly responses?: Readonly<
    Record<string, { readonly description?: string; readonly content?: Readonly<Record<string, { schema?: object }>> }>
  >;
  readonly security?: readonly Readonly<Record<string, readonly string[]>>[];
};

const METHODS = new Set(['get', 'put', 'post', 'delete', 'patch', 'options', 'head', 'trace']);
const operations = (): (readonly [string, string, Described])[] =>
  Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => [path, method, operation as unknown as Described] as const),
  );

/** Every value under a key, however deep. */
function valuesOf(key: string, node: unknown): unknown[] {
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([name, value]) => [...(name === key ? [value as unknown] : []), ...valuesOf(key, value)]);
}

const resolve = (pointer: string): unknown =>
  pointer
    .replace(/^#\//, '')
    .split('/')
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce<unknown>(
      (node, step) => (typeof node === 'object' && node !== null ? (node as Record<string, unknown>)[step] : undefined),
      document,
    );

beforeAll(async () => {
  document = await installation.admin.read('/openapi.json');
});

describe('the served OpenAPI document', () => {
  it('is of version 3.1 with a title, a version and a licence', () => {
    expect(document).toMatchObject({
      openapi: expect.stringMatching(/^3\.1\.\d+$/) as unknown,
      info: { title: expect.any(String) as unknown, version: expect.any(String) as unknown },
    });
  });

  it('names every endpoint of the table, and no other', () => {
    const expected = endpointNames.map((name) => {
      const { method, path }: Endpoint = endpoints[name];
      return `${method} ${path.startsWith('//') ? path.slice(1) : `/api/v1${path}`} ${name}`;
    });
    expect(operations().map(([path, method, { operationId }]) => `${method.toUpperCase()} ${path} ${operationId}`)).toEqual(expected);
  });

  it('gives every operation a method that exists, and responses that are described', () => {
    for (const [path, method, { responses = {} }] of operations()) {
      expect([path, METHODS.has(method), Object.keys(responses).length > 0]).toEqual([path, true, true]);
      for (const [status, { description }] of Object.entries(responses)) {
        expect([path, status]).toEqual([path, expect.stringMatching(/^[1-5]\d\d$/)]);
        expect(description).toEqual(expect.stringMatching(/./));
      }
    }
  });

  it('declares exactly the parameters that stand in the path', () => {
    for (const [path, , { parameters = [] }] of operations()) {
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      const declared = parameters.filter((parameter) => parameter.in === 'path');
      expect([path, declared.map(({ name }) => name)]).toEqual([path, inPath]);
      expect(declared.every(({ required, schema }) => required === true && schema !== undefined)).toBe(true);
      const names = parameters.map((parameter) => `${parameter.in} ${parameter.name}`);
      expect(new Set(names).size).toBe(names.length);
    }
  });

  it('has no reference that leads nowhere', () => {
    const references = valuesOf('$ref', document);
    expect(references.length).toBeGreaterThan(10);
    expect(references.filter((reference) => typeof reference !== 'string' || resolve(reference) === undefined)).toEqual([]);
  });

  it('holds only schemas that are JSON Schema 2020-12', () => {
    const ajv = new Ajv2020({ strict: false, validateSchema: true });
    addFormats(ajv);
    ajv.addSchema(document, 'served');
    const schemas = operations().flatMap(([, , { parameters = [], requestBody, responses = {} }]) => [
      ...parameters.map(({ schema }) => schema),
      ...Object.values(requestBody?.content ?? {}).map(({ schema }) => schema),
      ...Object.values(responses).flatMap(({ content = {} }) => Object.values(content).map(({ schema }) => schema)),
    ]);
    for (const schema of [...schemas, ...Object.values(document.components.schemas)]) {
      expect(schema).toBeDefined();
      expect(() => ajv.compile(JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"served#/')) as object)).not.toThrow();
    }
  });

  it('asks for the session that it describes, except where anyone may call', () => {
    expect(Object.keys(document.components.securitySchemes)).toEqual(['bearer']);
    for (const [path, , { operationId, security }] of operations()) {
      const roles = endpointNames.includes(operationId as never) ? endpoints[operationId as keyof typeof endpoints].roles : undefined;
      expect([path, security]).toEqual([path, roles === 'anyone' ? [] : undefined]);
    }
  });

  it('offers an Idempotency-Key on every POST behind a session', () => {
    for (const [path, method, { parameters = [], security }] of operations()) {
      const offered = parameters.some((parameter) => parameter.in === 'header' && parameter.name === 'Idempotency-Key');
      expect([path, offered]).toEqual([path, method === 'post' && security === undefined]);
    }
  });

  const offering = (place: string, name: string): string[] =>
    operations().flatMap(([, , { operationId = '', parameters = [] }]) =>
      parameters.some((parameter) => parameter.in === place && parameter.name === name) ? [operationId] : [],
    );

  it('offers If-Match, and knows 412, where a version is compared and nowhere else', () => {
    const compared = [
      ...['registerProject', 'recordDisbursement', 'refundDisbursement', 'reverseDisbursement'],
      ...['adjustBudget', 'receiveFunds', 'revisePlan', 'acknowledgeAlert'],
    ];
    expect(offering('header', 'If-Match')).toEqual(compared);
    expect(operations().flatMap(([, , { operationId, responses = {} }]) => ('412' in responses ? [operationId] : []))).toEqual(compared);
  });

  it('offers fiscalYear on every path that returns or takes yearly data', () => {
    const yearly = new Set(['targets', 'money', 'milestones', 'alerts', 'summary']);
    expect(offering('query', 'fiscalYear')).toEqual(endpointNames.filter((name) => yearly.has(endpoints[name].tag)));
  });

  it('offers limit and cursor on every list', () => {
    const lists = endpointNames.filter((name) => {
      const { answers }: Endpoint = endpoints[name];
      const { 200: answer } = answers;
      return answer instanceof z.ZodObject && 'nextCursor' in answer.shape;
    });
    expect(lists).toContain('listUsers');
    expect([offering('query', 'limit'), offering('query', 'cursor')]).toEqual([lists, lists]);
  });

  it('can be browsed', async () => {
    const page = await fetch(`${installation.url}/api/docs`);
    expect([page.status, page.headers.get('content-type')?.startsWith('text/html')]).toEqual([200, true]);
  });
});

describe('the metrics', () => {
  it('show lag, judgements, commits and that the database forgets nothing', async () => {
    const named = [
      'subscription_lag_events{subscription="read-model"}',
      'subscription_lag_seconds{subscription="alerting"}',
      'milestones_judged_total',
      'event_store_commit_seconds_bucket',
      'http_request_duration_seconds',
      'fsync',
      'synchronous_commit',
    ];
    // The figures of a subscription are of the look before.
    await eventually(async () => {
      const metrics = await installation.admin.read<string>('/metrics');
      expect(named.filter((name) => !metrics.includes(name))).toEqual([]);
    });
  });
});
