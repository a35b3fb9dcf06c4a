import { asyncApiDocument, incompatibilities, integrationSchemas, type EventSchema } from '@budget/contracts';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { goldenFiles } from '../golden-events/golden-files';

const FOLDER = new URL('../../infra/kafka/schemas/', import.meta.url);
const ASYNC_API = new URL('../../infra/kafka/asyncapi.json', import.meta.url);
const WRITE = process.env['WRITE_EVENT_SCHEMAS'] === '1';

const generated = new Map<string, EventSchema>([...integrationSchemas()].map(([name, schema]) => [`${name}.json`, schema]));
const keptFiles = (): readonly string[] => readdirSync(FOLDER).filter((file) => file.endsWith('.json'));
const kept = (file: string): EventSchema => JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8')) as EventSchema;
const spelled = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

describe('published schemas', () => {
  // WRITE_EVENT_SCHEMAS=1 npm run unit -- --testPathPatterns tests/kafka: this comes first, and nothing incompatible is ever written.
  it('of a version never change in a way that a reader could notice', () => {
    const broken = keptFiles().flatMap((file) => incompatibilities(kept(file), generated.get(file)).map((what) => `${file}: ${what}`));
    expect(broken).toEqual([]);
    if (!WRITE) return;
    mkdirSync(FOLDER, { recursive: true });
    for (const [file, schema] of generated) writeFileSync(new URL(file, FOLDER), spelled(schema));
    writeFileSync(ASYNC_API, spelled(asyncApiDocument()));
  });

  it('are kept in the repository, one a version', () => {
    expect([...keptFiles()].sort()).toEqual([...generated.keys()].sort());
  });

  it.each([...generated.keys()])('%s is what the contract generates', (file) => {
    expect(readFileSync(new URL(file, FOLDER), 'utf8')).toBe(spelled(generated.get(file)));
  });

  it('accept the golden events, and no field more', () => {
    const ajv = new Ajv2020({ strict: true, keywords: ['example', 'x-extensible-enum'], formats: { date: true } });
    for (const [file, schema] of generated) {
      const accepts = ajv.compile(schema);
      const data = goldenFiles.find((golden) => golden.file === file)?.fact.data;
      expect([file, accepts(data), accepts.errors]).toEqual([file, true, null]);
      expect(accepts({ ...data, surprise: 1 })).toBe(false);
    }
  });

  it('are what the AsyncAPI document in the repository was generated from', () => {
    expect(readFileSync(ASYNC_API, 'utf8')).toBe(spelled(asyncApiDocument()));
  });

  it('are referred to by the AsyncAPI document without a dead reference', () => {
    const document = asyncApiDocument();
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g)].map((match) => match[1] ?? '');
    const dead = references.filter(
      (path) =>
        path.split('/').reduce<unknown>((node, key) => (node as Readonly<Record<string, unknown>> | undefined)?.[key], document) ===
        undefined,
    );
    expect(references.length).toBeGreaterThan(3 * generated.size);
    expect(dead).toEqual([]);
  });
});

describe('telling an incompatible schema', () => {
  const published = {
    type: 'object',
    properties: {
      amount: { type: 'string', description: '元' },
      plan: { type: 'array', items: { type: 'object', properties: { date: { type: 'string' } } } },
    },
    required: ['amount'],
    additionalProperties: false,
  };
  const with_ = (change: object): object => ({ ...published, ...change });

  it.each<[string, object, readonly string[]]>([
    ['nothing but words changed', with_({ properties: { ...published.properties, amount: { type: 'string', description: 'yuan' } } }), []],
    [
      'a field of another type',
      with_({ properties: { ...published.properties, amount: { type: 'number' } } }),
      ['data.amount: type is "number", was "string"'],
    ],
    ['a field gone', with_({ properties: { amount: published.properties.amount } }), ['data.plan is gone']],
    [
      'a field more',
      with_({ properties: { ...published.properties, payee: { type: 'string' } } }),
      ['data.payee is new: give the event a new schema version'],
    ],
    ['a field required now', with_({ required: ['amount', 'plan'] }), ['data.plan is required now']],
    ['a field no longer required', with_({ required: [] }), ['data.amount is no longer required']],
    [
      'a change deep in a list',
      with_({
        properties: {
          ...published.properties,
          plan: { type: 'array', items: { type: 'object', properties: { date: { type: ['string', 'null'] } } } },
        },
      }),
      ['data.plan[].date: type is ["string","null"], was "string"'],
    ],
    ['a wider door', with_({ additionalProperties: true }), ['data: additionalProperties is true, was false']],
  ])('%s', (_, today, found) => {
    expect(incompatibilities(published, today)).toEqual(found);
  });

  it('a version that is no longer generated', () => {
    expect(incompatibilities(published, undefined)).toHaveLength(1);
  });
});
