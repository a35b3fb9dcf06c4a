import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '@budget/adapters/embedded-postgres';
import { PostgresEventStore } from '@budget/adapters/event-store-postgres';
import { PostgresSubscriptions } from '@budget/adapters/read-store-postgres';
import { instantOfEpoch } from '@budget/kernel';
import type { Subscriber } from '@budget/ports';
import { openReadModel, readModelSubscriber } from '@budget/projection-service';
import pg from 'pg';
import { Baseline } from './event-store/baseline';
import { appendToReadModel } from './event-store/latency';
import { median, perSecond } from './event-store/measure';
import { BY_BENCH, payment, registrations, streamOf } from './event-store/payments';
import { copyInto, createPlainLedger, forgetAfter, intoPlainLedger, linesOf } from './event-store/read-model';

// Short turns, many times: on a busy machine neighbours in time meet the same trouble, so that ratios of medians still hold.
const WRITE_ROUNDS = Number(process.env['WRITE_ROUNDS'] ?? 9);
const WRITE_SECONDS = 1;
const READ_ROUNDS = 3;
const PROJECTED = 50_000;
const BATCHES = [100, 1_000, 5_000];

const dataDir = await mkdtemp(join(tmpdir(), 'budget-monitor-bench-'));
const server = await startEmbeddedPostgres({ dataDir, log: () => undefined });
const pool = new pg.Pool({ connectionString: server.connectionString, max: 10 });
const clock = { now: () => instantOfEpoch(Date.now()) };
const store = await PostgresEventStore.open({ pool, clock });
const readModel = await openReadModel(server.connectionString, 2);
const subscriptions = new PostgresSubscriptions({
  store,
  pool,
  clock,
  log: ({ level, message, error }) => {
    if (level === 'info') return;
    process.stderr.write(`${message}: ${String(error)}\n`);
    process.exit(1);
  },
});
const baseline = new Baseline(server.connectionString);
const figures = new Map<string, number[]>();
let number = 0;
let stage = 0;

const note = (name: string, figure: number): void => void figures.set(name, [...(figures.get(name) ?? []), figure]);
const figure = (name: string): number => median(figures.get(name) ?? []);

async function inserts(connections: number): Promise<void> {
  const prefix = `insert-${++stage}`;
  const versions = new Map<number, number>();
  const metadata = JSON.stringify(BY_BENCH.metadata);
  const rate = await perSecond(connections, WRITE_SECONDS, async (caller) => {
    const version = versions.get(caller) ?? 0;
    await baseline.insert(caller, `${prefix}-${caller}`, version, payment(number++), metadata);
    versions.set(caller, version + 1);
  });
  note(`insert ${connections}`, rate);
}

async function appends(callers: number): Promise<void> {
  const prefix = `append-${++stage}`;
  const versions = Array.from({ length: callers }, () => -1n);
  const rate = await perSecond(callers, WRITE_SECONDS, async (caller) => {
    const last = versions[caller] as bigint;
    const append = { stream: `${prefix}-${caller}`, expected: last < 0n ? ('no-stream' as const) : last, events: [payment(number++)] };
    const appended = await store.append(append, BY_BENCH);
    if (!appended.ok) throw new Error(`Refused: ${appended.failure.kind}`);
    versions[caller] = appended.value.version;
  });
  note(`append ${callers}`, rate);
}

/** Payments over all projects; answers where they begin and end. */
async function fill(): Promise<{ readonly after: bigint; readonly last: bigint }> {
  const after = await store.head();
  for (let written = 0; written < PROJECTED; written += 100) {
    const appends = Array.from({ length: 100 }, () => ({
      stream: streamOf(number),
      expected: 'any' as const,
      events: [payment(number++)],
    }));
    await store.appendMany(appends, BY_BENCH);
  }
  return { after, last: await store.head() };
}

type Filled = Awaited<ReturnType<typeof fill>>;

async function handleAll(name: string, subscriber: Subscriber, { last }: Filled): Promise<void> {
  const begun = performance.now();
  const subscription = await subscriptions.start(subscriber);
  await subscription.reached(last, 600_000);
  note(name, (PROJECTED * 1_000) / (performance.now() - begun));
  await subscription.close();
}

async function project(batchSize: number, filled: Filled): Promise<void> {
  await forgetAfter(pool, filled.after);
  await handleAll(`project ${batchSize}`, { ...readModelSubscriber(), batchSize }, filled);
}

async function projectPlainly(batchSize: number, filled: Filled): Promise<void> {
  await createPlainLedger(pool);
  const name = `plain-${++stage}`;
  await pool.query('INSERT INTO read_store.checkpoint (name, position) VALUES ($1, $2)', [name, filled.after]);
  await handleAll(`plain ${batchSize}`, { name, batchSize, handle: intoPlainLedger }, filled);
}

const copy = async (name: string, table: string): Promise<void> =>
  note(name, (PROJECTED * 1_000) / (await copyInto(pool, table, await linesOf(pool, table))));

async function latency(): Promise<void> {
  const { p50, p99 } = await appendToReadModel(store, subscriptions, { rate: 500, seconds: 6, from: (number += 10_000) });
  note('p50', p50);
  note('p99', p99);
}

const warmUp = await subscriptions.start({ name: 'warm-up', batchSize: 1, handle: () => Promise.resolve() });
await warmUp.close();
await baseline.open(64);
await baseline.warmUp(() => payment(number++));
for (let round = 1; round <= WRITE_ROUNDS; round++) {
  process.stderr.write(`writing ${round} of ${WRITE_ROUNDS}\n`);
  for (const callers of [64, 16, 1]) {
    await inserts(callers);
    await appends(callers);
  }
  await appends(256);
}
await baseline.close();
const beforeProjects = await store.head();
await store.appendMany(registrations(), BY_BENCH);
await project(100, { after: beforeProjects, last: await store.head() });
figures.delete('project 100');
for (let round = 1; round <= READ_ROUNDS; round++) {
  process.stderr.write(`projecting ${round} of ${READ_ROUNDS}\n`);
  const filled = await fill();
  for (const batch of BATCHES) {
    await projectPlainly(batch, filled);
    await copy('copy plain', 'bench.payment');
    await project(batch, filled);
    await copy('copy', 'read_model.ledger_entry');
  }
  await latency();
}
const { rows } = await pool.query<{ count: string; max: string }>('SELECT count(*), max(position) FROM event_store.events');

const rate = (name: string): string => `${Math.round(figure(name)).toLocaleString('en')}/s`;
const times = (name: string, other: string): string => `${(figure(name) / figure(other)).toFixed(2)} ×`;
const row = (...cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
process.stdout.write(
  [
    `Node.js ${process.version}, ${cpus().length} cores, embedded PostgreSQL with fsync on, events of about 350 bytes; medians of ${WRITE_ROUNDS} turns (writing) and ${READ_ROUNDS} (reading) of one run.`,
    '',
    row('what', 'measured', 'ratio', 'aim'),
    row('---', '---:', '---:', '---'),
    ...[1, 16, 64].map((n) => row(`one INSERT an event, ${n} connection${n > 1 ? 's' : ''}`, rate(`insert ${n}`), '', '')),
    ...[1, 16, 64, 256].map((n) =>
      row(
        `append with digest, ${n} caller${n > 1 ? 's' : ''}`,
        rate(`append ${n}`),
        `${times(`append ${n}`, 'insert 64')} INSERT at 64`,
        n === 64 ? '≥ 2 ×' : '',
      ),
    ),
    row('COPY of one plain row a payment', rate('copy plain'), '', ''),
    ...BATCHES.map((n) =>
      row(
        `subscription into one plain row a payment, batch ${n}`,
        rate(`plain ${n}`),
        `${times(`plain ${n}`, 'copy plain')} COPY`,
        '≥ 0.40 ×',
      ),
    ),
    row('COPY of the ledger rows of the product, with their six indexes', rate('copy'), '', ''),
    ...BATCHES.map((n) =>
      row(
        `read model of the product (ledger, days, totals), batch ${n}`,
        rate(`project ${n}`),
        `${times(`project ${n}`, 'copy')} COPY`,
        '≥ 0.40 ×',
      ),
    ),
    row('append call → committed in the read model at 500/s, p50', `${figure('p50').toFixed(1)} ms`, '', ''),
    row('the same, p99', `${figure('p99').toFixed(1)} ms`, '', '< 50 ms'),
    '',
    `Positions without a gap: count ${rows[0]?.count}, highest ${rows[0]?.max}.`,
    '',
  ].join('\n'),
);

await store.close();
await readModel.destroy();
await pool.end();
await server.stop();
await rm(dataDir, { recursive: true });
