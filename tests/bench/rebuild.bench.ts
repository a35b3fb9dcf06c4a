import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join, resolve as absolute } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { startEmbeddedPostgres } from '@budget/adapters/embedded-postgres';
import { round, table } from './http/table';
import { SteadyTraffic, type Phase } from './rebuild/traffic';

// A bundle stands elsewhere than its sources; the bench is started in the workspace.
const MONITOR = absolute('dist/apps/monitor/main.js');
const DOCUMENT = absolute('tests/fixtures/weixian-2025.txt');
const TRUTH = absolute('tests/fixtures/weixian-2025.truth.json');
const PASSWORD = 'correct-horse-battery';
const PROJECTS = process.env['PROJECTS'] ?? '72000';
const BEFORE_MS = 20_000;

type Ended = { readonly code: number | null; readonly stdout: string };
type Rebuilt = { readonly events: number; readonly seconds: number; readonly eventsPerSecond: number };
type Verdict = { readonly rows: number; readonly differing: number };

const dataDir = await mkdtemp(join(tmpdir(), 'budget-monitor-bench-'));
const database = await startEmbeddedPostgres({ dataDir, log: () => undefined });
const env = {
  ...process.env,
  ...{ DATABASE_URL: database.connectionString, PORT: '0', ADMIN_PASSWORD: PASSWORD, LOG_LEVEL: 'warn' },
  MONITOR_CLOCK: '2025-11-15T09:00:00+08:00',
};
const children: ChildProcess[] = [];

function begin(args: readonly string[]): ChildProcess {
  const child = spawn(process.execPath, [MONITOR, ...args], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  children.push(child);
  return child;
}

/** Runs a command of the monitor to its end. */
function run(...args: readonly string[]): Promise<Ended> {
  const child = begin(args);
  let stdout = '';
  child.stdout?.on('data', (chunk: Buffer) => (stdout += chunk.toString('utf8')));
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, stdout })));
}

async function succeed(...args: readonly string[]): Promise<string> {
  const { code, stdout } = await run(...args);
  if (code !== 0) throw new Error(`${args.join(' ')} ended with ${code}: ${stdout}`);
  return stdout;
}

function served(): Promise<string> {
  const child = begin(['serve']);
  let output = '';
  return new Promise((resolve, reject) => {
    child.stdout?.on('data', (chunk: Buffer) => {
      output += chunk.toString('utf8');
      const [, url] = /running: (http:\/\/\S+)/.exec(output) ?? [];
      if (url !== undefined) resolve(url);
    });
    child.once('exit', (code) => reject(new Error(`The monitor ended with ${code}: ${output}`)));
  });
}

async function login(url: string): Promise<string> {
  const response = await fetch(`${url}/api/v1/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username: 'admin', password: PASSWORD }),
  });
  return ((await response.json()) as { accessToken: string }).accessToken;
}

async function measure(): Promise<void> {
  await succeed('import', DOCUMENT);
  const simulated = await succeed('simulate', '--projects', PROJECTS);
  const loaded = Number(/, (\d+) events in/.exec(simulated)?.[1]);
  const liveRate = loaded / Number(/read model caught up in ([\d.]+) s/.exec(simulated)?.[1]);

  const url = await served();
  const codes = (JSON.parse(await readFile(TRUTH, 'utf8')) as readonly { projectCode: string }[]).map(({ projectCode }) => projectCode);
  const traffic = new SteadyTraffic({ url, token: await login(url), codes, readers: 4, paymentsPerSecond: 50 });
  await pause(BEFORE_MS / 4);
  traffic.phase();
  await pause(BEFORE_MS);
  const before = traffic.phase();
  const { events, seconds, eventsPerSecond } = JSON.parse(await succeed('projections', 'rebuild', '--json')) as Rebuilt;
  const during = traffic.phase();
  await pause(BEFORE_MS / 2);
  const after = traffic.phase();
  const load = loadavg()[0] ?? 0;
  await traffic.end();
  const { rows, differing } = JSON.parse((await run('projections', 'rebuild', '--verify', '--json')).stdout) as Verdict;

  const line = (name: string, { reads, failed, perSecond, p50, p99, longest }: Phase): readonly string[] => [
    ...[name, String(reads), String(failed), round(perSecond)],
    ...[round(p50, 1), round(p99, 1), round(longest)],
  ];
  process.stdout.write(
    `${events} events rebuilt and swapped in ${round(seconds, 1)} s while ${traffic.payments} payments were recorded (${traffic.refused} refused): ` +
      `${eventsPerSecond} events/s, ${round(eventsPerSecond / liveRate, 2)} of the ${round(liveRate)} of the live projection with nothing beside it. ` +
      `${rows} rows compared afterwards, ${differing} differ. ${cpus().length} processors, load ${round(load, 1)}.\n\n` +
      `${table(['reads', 'served', 'failed', 'per second', 'ms p50', 'ms p99', 'longest'], [line('before', before), line('during the rebuild', during), line('after', after)])}\n`,
  );
}

try {
  await measure();
} finally {
  const alive = children.filter(({ exitCode, signalCode }) => exitCode === null && signalCode === null);
  await Promise.all(
    alive.map(async (child) => {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    }),
  );
  await database.stop();
  await rm(dataDir, { recursive: true, force: true });
}
