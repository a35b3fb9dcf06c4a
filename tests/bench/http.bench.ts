import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join, resolve as absolute } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { startEmbeddedPostgres } from '@budget/adapters/embedded-postgres';
import { playBareServer } from './http/bare-server.role';
import type { LoadResult } from './http/load';
import { playLoad, type LoadOrder } from './http/load.role';
import { median, round, table } from './http/table';

// One bundle, three roles: the bench itself, the load generator and the bare server each run in a process of their own.
const [role, argument = ''] = process.argv.slice(2);
const PASSWORD = 'correct-horse-battery';
const CLOCK = '2025-11-15T09:00:00+08:00';
const LEVELS = [1, 16, 64];
const STORED = 50_000;
const READERS = 16;

// A bundle stands elsewhere than its sources; the bench is started in the workspace.
const fixture = (ending: string): Buffer => readFileSync(absolute('tests/fixtures', `weixian-2025.${ending}`));
const codes = (JSON.parse(fixture('truth.json').toString('utf8')) as readonly { readonly projectCode: string }[]).map(
  ({ projectCode }) => projectCode,
);

const children: ChildProcess[] = [];

/** Starts a program and resolves with the first thing it prints that matches. */
function start(args: readonly string[], pattern: RegExp, env: NodeJS.ProcessEnv = process.env): Promise<string> {
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'inherit'] });
  children.push(child);
  return new Promise((found, reject) => {
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString('utf8');
      const match = pattern.exec(output);
      if (match) found(match[1] ?? match[0]);
    });
    child.once('exit', (code) => reject(new Error(`${args.join(' ')} ended with ${code}: ${output}`)));
  });
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await ended;
}

const self = process.argv[1] ?? '';
const load = async (order: LoadOrder): Promise<LoadResult> =>
  JSON.parse(await start([self, 'load', JSON.stringify(order)], /(\{.*\})\n/)) as LoadResult;

async function measure(rounds: number, seconds: number): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), 'budget-monitor-bench-'));
  const database = await startEmbeddedPostgres({ dataDir, log: () => undefined });
  try {
    const env = {
      ...process.env,
      DATABASE_URL: database.connectionString,
      PORT: '0',
      ADMIN_PASSWORD: PASSWORD,
      MONITOR_CLOCK: CLOCK,
      LOG_LEVEL: 'warn',
    };
    const profile = process.env['PROFILE'] === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${process.env['PROFILE']}`];
    const product = await start([...profile, absolute('dist/apps/monitor/main.js'), 'serve'], /running: (http:\/\/\S+)/, env);
    const bare = await start([self, 'bare', database.connectionString], /(http:\S+)/);
    const token = await login(product);
    await importDocument(product, token);
    process.stdout.write(`${await writes({ product, bare, token, rounds, seconds })}\n\n`);
    await fill(product, token);
    process.stdout.write(`${await reads(product, token, seconds)}\n`);
  } finally {
    await Promise.all(children.map(stop));
    await database.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function login(product: string): Promise<string> {
  const response = await fetch(`${product}/api/v1/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username: 'admin', password: PASSWORD }),
  });
  return ((await response.json()) as { accessToken: string }).accessToken;
}

async function importDocument(product: string, token: string): Promise<void> {
  const form = new FormData();
  form.set('file', new Blob([Uint8Array.from(fixture('txt'))]), 'weixian-2025.txt');
  const response = await fetch(`${product}/api/v1/target-documents`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
    body: form,
  });
  if (response.status !== 201) throw new Error(`The import was answered ${response.status}`);
  await settled(product, token);
}

/** Waits until the read model and the alerting have handled everything. */
async function settled(product: string, token: string): Promise<void> {
  for (;;) {
    const response = await fetch(`${product}/health/ready`, { headers: { authorization: `Bearer ${token}` } });
    const { checks } = (await response.json()) as { checks: Record<string, { lagEvents?: string }> };
    if (Object.values(checks).every(({ lagEvents = '0' }) => lagEvents === '0')) return;
    await pause(100);
  }
}

type Writes = {
  readonly product: string;
  readonly bare: string;
  readonly token: string;
  readonly rounds: number;
  readonly seconds: number;
};

const OURS = '/api/v1/projects/{code}/disbursements?fiscalYear=2025';
const THEIRS = '/projects/{code}';

async function writes({ product, bare, token, rounds, seconds }: Writes): Promise<string> {
  const results = new Map<string, LoadResult[]>();
  const run = async (name: string, url: string, pathOf: string, callers: number, turn: number, length: number): Promise<void> => {
    const prefix = `${name}-${callers}-${turn}`;
    const result = await load({ kind: 'payments', url, token, callers, seconds: length, codes, prefix, pathOf });
    if (turn > 0) results.set(`${name} ${callers}`, [...(results.get(`${name} ${callers}`) ?? []), result]);
  };
  for (const callers of LEVELS) {
    // Round 0 only warms up. Neighbours in time meet the same trouble on a busy machine.
    for (let turn = 0; turn <= rounds; turn++) {
      await run('product', product, OURS, callers, turn, turn === 0 ? 1 : seconds);
      await settled(product, token);
      await run('bare', bare, THEIRS, callers, turn, turn === 0 ? 1 : seconds);
    }
  }
  const of = (name: string, figure: keyof LoadResult): number => median((results.get(name) ?? []).map((result) => result[figure]));
  const rows = LEVELS.map((callers) => {
    const [ours, theirs] = [`product ${callers}`, `bare ${callers}`];
    const share = median(
      (results.get(ours) ?? []).map(({ perSecond }, turn) => perSecond / (results.get(theirs)?.[turn]?.perSecond ?? NaN)),
    );
    return [
      String(callers),
      round(of(ours, 'perSecond')),
      round(of(theirs, 'perSecond')),
      `${round(share * 100)} %`,
      `${round(of(ours, 'p50'), 1)} / ${round(of(ours, 'p99'), 1)}`,
      `${round(of(theirs, 'p50'), 1)} / ${round(of(theirs, 'p99'), 1)}`,
    ];
  });
  const head = ['callers', 'payments/s', 'bare INSERT/s', 'share', 'ms p50 / p99', 'bare ms p50 / p99'];
  return `Medians of ${rounds} rounds of ${seconds} s in turns, ${cpus().length} processors, load ${round(loadavg()[0] ?? 0, 1)}.\n\n${table(head, rows)}`;
}

async function fill(product: string, token: string): Promise<void> {
  for (let turn = 0; (await head(product, token)) < STORED; turn++) {
    await load({ kind: 'payments', url: product, token, callers: 64, seconds: 3, codes, prefix: `fill-${turn}`, pathOf: OURS });
  }
  await settled(product, token);
}

async function head(product: string, token: string): Promise<number> {
  const response = await fetch(`${product}/api/v1/summary`, { headers: { authorization: `Bearer ${token}` } });
  return Number(((await response.json()) as { freshness: { headPosition: string } }).freshness.headPosition);
}

async function reads(product: string, token: string, seconds: number): Promise<string> {
  const [code = ''] = codes;
  const paths = [
    '/summary',
    '/summary?asOf=2025-06-30',
    '/summary?knownAt=2025-11-15T09:00:30%2B08:00',
    '/projects?limit=500',
    '/projects?sort=-gap&limit=50',
    `/projects/${code}`,
    `/projects/${code}/events?limit=50`,
    '/disbursements?limit=50',
    `/disbursements?projectCode=${code}&limit=50`,
    '/milestones/2025-10-31?limit=500',
    '/milestone-checks?limit=500',
    '/alerts?limit=50',
  ];
  const rows: string[][] = [];
  for (const path of paths) {
    const order = { kind: 'read', url: product, token, callers: READERS, path: `/api/v1${path}` } as const;
    await load({ ...order, seconds: 1 });
    const { perSecond, p50, p99 } = await load({ ...order, seconds });
    rows.push([`\`GET ${decodeURIComponent(path)}\``, round(perSecond), round(p50, 1), round(p99, 1)]);
  }
  return `Reads at ${READERS} callers with ${await head(product, token)} events stored.\n\n${table(['read', 'per second', 'ms p50', 'ms p99'], rows)}`;
}

if (role === 'load') await playLoad(JSON.parse(argument) as LoadOrder);
else if (role === 'bare') await playBareServer(argument);
else await measure(Number(process.env['ROUNDS'] ?? 5), Number(process.env['SECONDS_EACH'] ?? 3));
