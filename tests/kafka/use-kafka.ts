import { execFileSync, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { BrokerProcess } from './broker-process';

type Found =
  | { readonly kind: 'running'; readonly brokers: string; readonly script: string | null }
  | { readonly kind: 'compose'; readonly brokers: string; readonly script: string | null }
  | { readonly kind: 'script'; readonly script: string }
  | { readonly kind: 'missing'; readonly reason: string };

const ENGINES = join(import.meta.dirname, '../../infra/workspace/engines.mjs');
const START_LIMIT_MS = 120_000;

const found = JSON.parse(execFileSync(process.execPath, [ENGINES, 'find'], { encoding: 'utf8' })) as Found;
const script = found.kind === 'missing' ? null : found.script;

/** A suite that needs a broker. Without one it is skipped with the reason in its name; in CI it fails. */
export const describeWithKafka = (name: string, suite: () => void): void =>
  suiteWith(name, found.kind === 'missing' ? found.reason : null, suite);

/** A suite that crashes its broker: only a start script can give it one. */
export const describeWithOwnKafka = (name: string, suite: () => void): void =>
  suiteWith(name, script === null ? 'this suite kills its broker, and no start script of Kafka was found' : null, suite);

function suiteWith(name: string, missing: string | null, suite: () => void): void {
  if (missing === null) {
    describe(name, suite);
  } else if (process.env['CI'] === 'true') {
    describe(name, () => {
      it('has a Kafka broker', () => {
        throw new Error(`No Kafka broker: ${missing}`);
      });
    });
  } else {
    describe.skip(`${name} (skipped: ${missing})`, suite);
  }
}

/** The broker that all suites of this run share; whoever comes first starts it, and it is gone soon after the run. */
export function useKafka(): { readonly brokers: readonly string[]; topic(): string } {
  let brokers: readonly string[] | undefined;
  beforeAll(async () => {
    brokers = await sharedBrokers();
  }, START_LIMIT_MS);
  return {
    get brokers() {
      if (!brokers) throw new Error('The broker is there only while tests run: read it inside beforeAll, it or afterAll.');
      return brokers;
    },
    topic: () => `test.${randomUUID()}`,
  };
}

/** A cluster of one's own, of one broker unless told otherwise. Wiped after the last test. */
export function useOwnKafka(nodes = 1): { readonly broker: BrokerProcess } {
  let broker: BrokerProcess | undefined;
  beforeAll(async () => {
    const dir = join(tmpdir(), `budget-monitor-own-kafka-${randomUUID()}`);
    broker = await BrokerProcess.start(script ?? '', dir, await freePort(nodes), nodes);
  }, START_LIMIT_MS);
  afterAll(async () => {
    await broker?.wipe();
  }, START_LIMIT_MS);
  return {
    get broker() {
      if (!broker) throw new Error('The broker is there only while tests run: read it inside beforeAll, it or afterAll.');
      return broker;
    },
  };
}

async function sharedBrokers(): Promise<readonly string[]> {
  if (found.kind === 'missing') throw new Error(`No Kafka broker: ${found.reason}`);
  if (found.kind !== 'script') {
    if (found.kind === 'compose') execFileSync('docker', ['compose', '--profile', 'kafka', 'up', '--detach', '--wait', 'kafka']);
    return found.brokers.split(',');
  }
  const run = process.env['JEST_WORKER_ID'] !== undefined && process.send !== undefined ? process.ppid : process.pid;
  const home = join(tmpdir(), `budget-monitor-kafka-${run}-${await birthOf(run)}`);
  const first = await mkdir(home).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
      return false;
    },
  );
  if (first) await startShared(found.script, home, run);
  return awaitShared(home);
}

async function startShared(command: string, home: string, run: number): Promise<void> {
  const task = { run, home, command, dir: join(home, 'kafka') };
  spawn(process.execPath, ['-e', JANITOR, JSON.stringify(task)], { detached: true, stdio: 'ignore' }).unref();
  const { brokers } = await BrokerProcess.start(command, task.dir, await freePort());
  await writeFile(join(home, 'draft.json'), JSON.stringify(brokers));
  await rename(join(home, 'draft.json'), join(home, 'brokers.json'));
}

async function awaitShared(home: string): Promise<readonly string[]> {
  const deadline = performance.now() + START_LIMIT_MS;
  while (performance.now() < deadline) {
    const text = await readFile(join(home, 'brokers.json'), 'utf8').catch(() => null);
    if (text !== null) return JSON.parse(text) as readonly string[];
    await pause(100);
  }
  throw new Error(`The test broker did not start within ${START_LIMIT_MS / 1_000} s; see ${home}`);
}

/** Removes the broker once the run is over. Plain JavaScript: it runs by itself under node -e. */
const JANITOR = `
const { spawnSync } = require('node:child_process');
const { rmSync } = require('node:fs');
const { run, home, command, dir } = JSON.parse(process.argv[1]);
setInterval(() => {
  try {
    process.kill(run, 0);
  } catch {
    spawnSync(command, ['wipe', '--dir', dir]);
    rmSync(home, { recursive: true, force: true, maxRetries: 10 });
    process.exit(0);
  }
}, 500);
`;

// The script listens on two ports for each node, from this one on.
async function freePort(nodes = 1): Promise<number> {
  for (;;) {
    const port = await listenOn(0);
    if (port === null) continue;
    const more = await Promise.all(Array.from({ length: 2 * nodes - 1 }, (_, index) => listenOn(port + 1 + index)));
    if (!more.includes(null)) return port;
  }
}

const listenOn = (wanted: number): Promise<number | null> =>
  new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(null));
    server.listen(wanted, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : null));
    });
  });

// A process number may come again; together with the moment of its start it does not.
async function birthOf(pid: number): Promise<string> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '0';
}
