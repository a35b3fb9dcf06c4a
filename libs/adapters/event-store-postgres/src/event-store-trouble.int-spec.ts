import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres, useTestDatabase, type EmbeddedPostgres } from '@budget/adapters/embedded-postgres';
import { ok } from '@budget/kernel';
import { isPassingTrouble, type Append, type EventStore } from '@budget/ports';
import { HandClock } from '@budget/testing';
import pg from 'pg';
import { PostgresEventStore } from './postgres-event-store';
import { BY_WRITER, numberedFact } from './processes/numbered-fact';

const LIMIT_MS = 180_000;
const CALLERS = 32;
const upTo = (count: number): bigint[] => Array.from({ length: count }, (_, index) => BigInt(index + 1));

/** Callers that append fact after fact, each to its own stream, until everybody has `each`; `trouble` strikes after every `interval`. */
async function appendThrough(store: EventStore, each: number, interval: number, trouble: () => Promise<void>): Promise<void> {
  let acknowledged = 0;
  const call = async (stream: string): Promise<void> => {
    for (let number = 0; number < each; number++) {
      const expected = number === 0 ? 'no-stream' : BigInt(number - 1);
      const appended = await appendUntilAnswered(store, { stream, expected, events: [numberedFact(stream, number)] });
      expect(appended).toEqual(ok({ version: BigInt(number), position: appended.ok ? appended.value.position : 0n }));
      acknowledged += 1;
      if (acknowledged % interval === 0) await trouble();
    }
  };
  await Promise.all(Array.from({ length: CALLERS }, (_, caller) => call(`caller-${caller}`)));
}

/** A caller who is told "not now" after ten seconds asks again, with the same event. */
async function appendUntilAnswered(store: EventStore, append: Append): ReturnType<EventStore['append']> {
  for (;;) {
    try {
      return await store.append(append, BY_WRITER);
    } catch (error) {
      if (!isPassingTrouble(error)) throw error;
    }
  }
}

/** The positions a follower meets until it has met `count`. */
async function followTo(store: EventStore, count: number): Promise<bigint[]> {
  const stop = new AbortController();
  const positions: bigint[] = [];
  for await (const batch of store.follow(0n, { limit: 20, signal: stop.signal })) {
    positions.push(...batch.map(({ position }) => position));
    if (positions.length >= count) stop.abort();
  }
  return positions;
}

async function expectEverythingOnce(store: EventStore, each: number): Promise<void> {
  const all = await store.readAll(0n, { limit: 1_000_000 });
  expect(all.map(({ position }) => position)).toEqual(upTo(CALLERS * each));
  for (let caller = 0; caller < CALLERS; caller++) {
    const events = await store.readStream(`caller-${caller}`);
    expect(events.map(({ id }) => id)).toEqual(Array.from({ length: each }, (_, number) => numberedFact(`caller-${caller}`, number).id));
  }
}

describe('appending while connections break', () => {
  const database = useTestDatabase();

  it(
    'answers every call once and shows followers everything once, as if nothing had happened',
    async () => {
      const pool = new pg.Pool({ connectionString: database.connectionString, application_name: 'shaky' });
      const store = await PostgresEventStore.open({ pool, clock: new HandClock() });
      const following = followTo(store, CALLERS * 30);
      await appendThrough(store, 30, 40, async () => {
        await database.pool.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'shaky'`);
      });
      await expectEverythingOnce(store, 30);
      expect(await following).toEqual(upTo(CALLERS * 30));
      await store.close();
      await pool.end();
    },
    LIMIT_MS,
  );
});

describe('appending while the database server is killed', () => {
  let folder: string;
  let server: EmbeddedPostgres;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'budget-monitor-killed-'));
    server = await startEmbeddedPostgres({ dataDir: folder, log: () => undefined });
  }, LIMIT_MS);
  afterAll(async () => {
    await server.stop();
    await rm(folder, { recursive: true });
  }, LIMIT_MS);

  it(
    'loses nothing acknowledged, doubles nothing and leaves no gap in 5 kills',
    async () => {
      const pool = new pg.Pool({ connectionString: server.connectionString });
      const store = await PostgresEventStore.open({ pool, clock: new HandClock() });
      let kills = 0;
      const following = followTo(store, CALLERS * 60);
      await appendThrough(store, 60, (CALLERS * 60) / 6, async () => {
        if (kills === 5) return;
        kills += 1;
        process.kill(server.pid, 'SIGKILL');
      });
      expect(kills).toBe(5);
      await expectEverythingOnce(store, 60);
      expect(await following).toEqual(upTo(CALLERS * 60));
      await store.close();
      await pool.end();
    },
    LIMIT_MS,
  );
});
