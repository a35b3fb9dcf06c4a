import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { startEmbeddedPostgres } from '@budget/adapters/embedded-postgres';
import { EventStoreServer } from '../../infra/test-engines/event-store-server/event-store-server';
import { appendAlone } from './engines/appending';
import { openContestant, type Contestant } from './engines/contestant';
import { fill, followed, projected, relayed } from './engines/feeding';
import { kafkaForBench } from './engines/kafka';
import { appendToReadModel } from './event-store/latency';
import { median } from './event-store/measure';

const ROUNDS = Number(process.env['ROUNDS'] ?? 5);
const APPEND_SECONDS = 2;
const CALLERS = [64, 16, 1];
const PAYMENTS = Number(process.env['PAYMENTS'] ?? 30_000);
const RATE = 200;
const RATE_SECONDS = 6;

const named = process.env['EVENT_STORE_URL'] || null;
const madeServer = named === null ? await new EventStoreServer().start() : null;
const dataDir = await mkdtemp(join(tmpdir(), 'budget-monitor-bench-'));
const server = await startEmbeddedPostgres({ dataDir, log: () => undefined });
const kafka = await kafkaForBench(resolve('infra/workspace/engines.mjs'));
const contestants = [
  await openContestant(server.connectionString, null),
  await openContestant(server.connectionString, named ?? madeServer?.url ?? ''),
] as const;

const figures = new Map<string, number[]>();
const keyOf = ({ name }: Contestant, what: string): string => `${name}: ${what}`;
const note = (contestant: Contestant, what: string, figure: number): void => {
  const key = keyOf(contestant, what);
  figures.set(key, [...(figures.get(key) ?? []), figure]);
};
const loadAtBegin = loadavg()[0] ?? 0;
let payments = PAYMENTS;

async function reading(contestant: Contestant, events: number): Promise<void> {
  note(contestant, 'followed', await followed(contestant, events));
  note(contestant, 'projected', await projected(contestant, events));
  if (typeof kafka !== 'string') note(contestant, 'relayed', await relayed(contestant, events, kafka.brokers));
}

async function writing(contestant: Contestant): Promise<void> {
  for (const callers of CALLERS) {
    const { perSecond, p50, p99 } = await appendAlone(contestant.store, callers, APPEND_SECONDS);
    note(contestant, `${callers} a second`, perSecond);
    note(contestant, `${callers} p50`, p50);
    note(contestant, `${callers} p99`, p99);
  }
}

async function waiting({ store, subscriptions }: Contestant): Promise<{ readonly p50: number; readonly p99: number }> {
  return appendToReadModel(store, subscriptions, { rate: RATE, seconds: RATE_SECONDS, from: (payments += RATE * RATE_SECONDS) });
}

// Reading first: what is appended later stands in streams that no feed carries.
const filled = new Map<Contestant, number>();
for (const contestant of contestants) filled.set(contestant, await fill(contestant.store, PAYMENTS));
for (let round = 1; round <= ROUNDS; round++) {
  process.stderr.write(`reading ${round} of ${ROUNDS}\n`);
  for (const contestant of contestants) await reading(contestant, filled.get(contestant) ?? 0);
}
for (let round = 1; round <= ROUNDS; round++) {
  process.stderr.write(`writing ${round} of ${ROUNDS}\n`);
  for (const contestant of contestants) await writing(contestant);
}
for (let round = 1; round <= ROUNDS; round++) {
  process.stderr.write(`waiting ${round} of ${ROUNDS}\n`);
  for (const contestant of contestants) {
    const { p50, p99 } = await waiting(contestant);
    note(contestant, 'latency p50', p50);
    note(contestant, 'latency p99', p99);
  }
}

const row = (what: string, key: string, show: (figure: number) => string): string => {
  const [one, other] = contestants.map((contestant) => median(figures.get(keyOf(contestant, key)) ?? [])) as [number, number];
  return `| ${what} | ${show(one)} | ${show(other)} | ${(other / one).toFixed(2)} |`;
};
const rate = (figure: number): string => `${Math.round(figure).toLocaleString('en')}/s`;
const time = (figure: number): string => `${figure.toFixed(1)} ms`;
const kurrentdb =
  named === null
    ? 'the server made for tests, in memory and in the same process: no figures of KurrentDB'
    : 'the server of EVENT_STORE_URL';

process.stdout.write(
  [
    `Node.js ${process.version}, ${cpus().length} cores, load average ${loadAtBegin.toFixed(1)} before and ${(loadavg()[0] ?? 0).toFixed(1)} after. Events of about 350 bytes,`,
    `medians of ${ROUNDS} rounds in turns. PostgreSQL: embedded, fsync on. KurrentDB: ${kurrentdb}.`,
    '',
    '| what | PostgreSQL | KurrentDB | KurrentDB ÷ PostgreSQL |',
    '| --- | ---: | ---: | ---: |',
    ...CALLERS.toReversed().flatMap((callers) => [
      row(`append, ${callers} caller${callers > 1 ? 's' : ''}`, `${callers} a second`, rate),
      row('– p50', `${callers} p50`, time),
      row('– p99', `${callers} p99`, time),
    ]),
    row(`append call → committed in the read model at ${RATE}/s, p50`, 'latency p50', time),
    row('– p99', 'latency p99', time),
    row("events read from the store's feed", 'followed', rate),
    row('events from the store into the read model', 'projected', rate),
    typeof kafka === 'string'
      ? `| events through Kafka, relay → consumer | not measured: ${kafka} | | |`
      : row('events through Kafka, relay → consumer', 'relayed', rate),
    '',
  ].join('\n'),
);

for (const contestant of contestants) await contestant.close();
if (typeof kafka !== 'string') await kafka.stop();
madeServer?.stop();
await server.stop();
await rm(dataDir, { recursive: true });
