import { execFile, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { useTestDatabase } from '@budget/adapters/embedded-postgres';
import { eventDigest, type RecordedEvent } from '@budget/ports';
import { bundleProcess, HandClock, removeBundle } from '@budget/testing';
import { PostgresEventStore } from './postgres-event-store';
import { numberedFact } from './processes/numbered-fact';

const LIMIT_MS = 180_000;
const WRITERS = 4;
const ROUNDS = 120;
const KILLS_PER_WRITER = 13;

const run = promisify(execFile);
const database = useTestDatabase();
const upTo = (count: number): bigint[] => Array.from({ length: count }, (_, index) => BigInt(index + 1));

describe('several processes on one event store', () => {
  let store: PostgresEventStore;
  let steady = '';
  let unsteady = '';

  beforeAll(async () => {
    [steady = '', unsteady = ''] = await Promise.all(
      ['steady-writer', 'unsteady-writer'].map((name) => bundleProcess(new URL(`processes/${name}.ts`, import.meta.url))),
    );
  }, LIMIT_MS);
  afterAll(async () => {
    await Promise.all([steady, unsteady].map(removeBundle));
  });
  beforeEach(async () => {
    await database.pool.query('DROP SCHEMA IF EXISTS event_store CASCADE');
    store = await PostgresEventStore.open({ pool: database.pool, clock: new HandClock() });
  });
  afterEach(() => store.close());

  it(
    'a reader misses nothing, sees nothing twice and nothing out of order while 4 processes write and roll back',
    async () => {
      const stop = new AbortController();
      const seen: RecordedEvent[] = [];
      let last: bigint | null = null;
      const stopAtLast = (): void => {
        if (last !== null && (seen.at(-1)?.position ?? 0n) >= last) stop.abort();
      };
      const read = async (): Promise<void> => {
        for await (const batch of store.follow(0n, { limit: 50, signal: stop.signal })) {
          seen.push(...batch);
          stopAtLast();
        }
      };
      const write = (writer: number) => run(process.execPath, [unsteady, database.connectionString, `${writer}`, `${ROUNDS}`]);

      const reading = read();
      const outputs = await Promise.all(Array.from({ length: WRITERS }, (_, writer) => write(writer)));
      const committed = outputs.flatMap(({ stdout }) => JSON.parse(stdout) as string[]);
      last = await store.head();
      stopAtLast();
      await reading;

      expect(seen.map(({ position }) => position)).toEqual(upTo(committed.length));
      expect(seen.map(({ id }) => id).sort()).toEqual([...committed].sort());
      expect(seen.map(({ digest }) => digest)).toEqual(seen.map(eventDigest));
      const instants = seen.map(({ metadata }) => metadata.recordedAt);
      expect(instants).toEqual([...instants].sort());
    },
    LIMIT_MS,
  );

  /** Starts the writer where its predecessor was acknowledged last, and kills it as soon as it has said `lines` more. */
  async function writeUntilKilled(stream: string, from: number, lines: number): Promise<number> {
    const child = spawn(process.execPath, [steady, database.connectionString, stream, `${from}`], { stdio: ['ignore', 'pipe', 'inherit'] });
    let acknowledged = from;
    for await (const line of createInterface({ input: child.stdout })) {
      expect(line).toBe(`${acknowledged}`);
      acknowledged += 1;
      if (acknowledged - from === lines) child.kill('SIGKILL');
    }
    return acknowledged;
  }

  it(
    `every acknowledged event is there, once, after ${WRITERS * KILLS_PER_WRITER} kills of a writer`,
    async () => {
      const streams = Array.from({ length: WRITERS }, (_, writer) => `writer-${writer}`);
      const acknowledged = await Promise.all(
        streams.map(async (stream, writer) => {
          let count = 0;
          for (let kill = 0; kill < KILLS_PER_WRITER; kill++)
            count = await writeUntilKilled(stream, count, 1 + ((kill * 7 + writer * 3) % 12));
          return count;
        }),
      );

      const all = await store.readAll(0n, { limit: 1_000_000 });
      expect(all.map(({ position }) => position)).toEqual(upTo(all.length));
      for (const [writer, stream] of streams.entries()) {
        const events = await store.readStream(stream);
        const least = acknowledged[writer] as number;
        expect(events.length).toBeGreaterThanOrEqual(least);
        expect(events.length).toBeLessThanOrEqual(least + 1);
        expect(events.map(({ id }) => id)).toEqual(events.map((_, number) => numberedFact(stream, number).id));
      }
    },
    LIMIT_MS,
  );
});
