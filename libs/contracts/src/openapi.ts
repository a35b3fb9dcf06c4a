import { z } from 'zod';
import { endpoints, type Endpoint } from './endpoints';
import { problem } from './problem.contract';

type JsonSchema = Record<string, unknown>;

const REGISTERED = '#/components/schemas/';

/** Input side of a schema (before defaults and coercion) for parameters and bodies, output side for answers. */
function schemaOf(schema: z.ZodType, io: 'input' | 'output', shared: JsonSchema): JsonSchema {
  const {
    $defs,
    $schema: _,
    ...own
  } = z.toJSONSchema(schema, { io, unrepresentable: 'any', target: 'draft-2020-12' }) as JsonSchema & {
    $defs?: Record<string, JsonSchema>;
  };
  for (const [name, definition] of Object.entries($defs ?? {})) shared[name] = rebased(definition);
  return rebased(own) as JsonSchema;
}

const rebased = (node: unknown): unknown => {
  if (Array.isArray(node)) return node.map(rebased);
  if (typeof node !== 'object' || node === null) return node;
  return Object.fromEntries(
    Object.entries(node).flatMap(([key, value]) => {
      if (key === 'id' && typeof value === 'string') return [];
      if (key === '$ref' && typeof value === 'string') return [[key, value.replace('#/$defs/', REGISTERED)]];
      return [[key, rebased(value)]];
    }),
  );
};

function parametersOf(shape: z.ZodObject | undefined, place: 'path' | 'query', shared: JsonSchema): JsonSchema[] {
  if (!shape) return [];
  const { properties = {}, required = [] } = schemaOf(shape, 'input', shared) as {
    properties?: Record<string, JsonSchema>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema,
  }));
}

function bodyOf(endpoint: Endpoint, shared: JsonSchema): JsonSchema {
  if (endpoint.multipart) {
    const fields = schemaOf(endpoint.multipart, 'input', shared) as { properties?: JsonSchema };
    const schema = { type: 'object', required: ['file'], properties: { file: { type: 'string', format: 'binary' }, ...fields.properties } };
    return { requestBody: { required: true, content: { 'multipart/form-data': { schema } } } };
  }
  if (!endpoint.body) return {};
  return { requestBody: { required: true, content: { 'application/json': { schema: schemaOf(endpoint.body, 'input', shared) } } } };
}

const PROBLEM = { 'application/problem+json': { schema: { $ref: `${REGISTERED}Problem` } } };
const TITLES: Readonly<Record<number, string>> = {
  200: 'OK',
  201: 'Created',
  400: 'Malformed',
  401: 'Not logged in',
  403: 'Forbidden',
  404: 'Not found',
  409: 'Conflict',
  412: 'If-Match failed',
  413: 'Too large',
  415: 'Unsupported media type',
  422: 'Rule refused',
  429: 'Too many attempts',
  503: 'Not ready',
};

/** What any request with a session may be told, beside what its endpoint adds: keys, bodies, a database that is away. */
const EVERY_READ = [400, 401, 503];
const EVERY_WRITE = [400, 401, 403, 409, 413, 415, 422, 503];

function problemsOf({ roles, method, problems, ifMatch }: Endpoint): readonly number[] {
  const common = roles === 'anyone' ? [] : method === 'GET' ? EVERY_READ : EVERY_WRITE;
  return [...new Set([...common, ...problems, ...(ifMatch ? [412] : [])])].sort((one, other) => one - other);
}

function answersOf(endpoint: Endpoint, shared: JsonSchema): JsonSchema {
  const answers = Object.entries(endpoint.answers).map(([status, schema]) => {
    const content =
      typeof schema === 'string'
        ? { [schema]: { schema: { type: 'string' } } }
        : { 'application/json': { schema: schemaOf(schema, 'output', shared) } };
    return [status, { description: TITLES[Number(status)] ?? status, content }];
  });
  const problems = problemsOf(endpoint).map((status) => [
    String(status),
    { description: TITLES[status] ?? String(status), content: PROBLEM },
  ]);
  return Object.fromEntries([...answers, ...problems]) as JsonSchema;
}

const IDEMPOTENCY_KEY = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  schema: { type: 'string', minLength: 1, maxLength: 200 },
};
const LAST_EVENT_ID = { name: 'Last-Event-ID', in: 'header', required: false, schema: { type: 'string', pattern: '^\\d{1,19}$' } };
const IF_MATCH = { name: 'If-Match', in: 'header', required: false, schema: { type: 'string' } };

function headersOf({ method, roles, answers, ifMatch }: Endpoint): readonly JsonSchema[] {
  if (Object.values(answers).includes('text/event-stream')) return [LAST_EVENT_ID];
  const key = method === 'POST' && roles !== 'anyone' ? [IDEMPOTENCY_KEY] : [];
  return ifMatch ? [...key, IF_MATCH] : key;
}

/** The served OpenAPI 3.1 document, made from the same schemas that check every request. */
export function openApiDocument(version: string): JsonSchema {
  const shared: JsonSchema = {};
  const paths: Record<string, JsonSchema> = {};
  schemaOf(z.strictObject({ problem }), 'output', shared);

  for (const [operationId, endpoint] of Object.entries(endpoints) as [string, Endpoint][]) {
    const path = endpoint.path.startsWith('//') ? endpoint.path.slice(1) : `/api/v1${endpoint.path}`;
    const headers = headersOf(endpoint);
    (paths[path] ??= {})[endpoint.method.toLowerCase()] = {
      operationId,
      tags: [endpoint.tag],
      summary: endpoint.summary,
      ...(endpoint.roles === 'anyone' ? { security: [] } : {}),
      parameters: [...parametersOf(endpoint.params, 'path', shared), ...parametersOf(endpoint.query, 'query', shared), ...headers],
      ...bodyOf(endpoint, shared),
      responses: answersOf(endpoint, shared),
    };
  }
  return {
    openapi: '3.1.0',
    info: { title: '预算执行与绩效双监控 / Budget execution monitor', version, license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
    servers: [{ url: '/' }],
    security: [{ bearer: [] }],
    paths,
    components: { schemas: shared, securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } } },
  };
}
