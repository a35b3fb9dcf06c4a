import { randomUUID } from 'node:crypto';
import { useTestDatabase } from '@budget/adapters/embedded-postgres';
import { MemoryEventStore } from '@budget/adapters/event-store-memory';
import { PostgresSubscriptions, ProjectionRebuild, type Projection } from '@budget/adapters/read-store-postgres';
import { parseInstant } from '@budget/kernel';
import { CheckpointAhead, NotNow, type EventStore, type LivePlace, type Subscriber } from '@budget/ports';
import pg from 'pg';
import { livePlaceOf } from './live-place-of';

const database = useTestDatabase();
const clock = { now: () => parseInstant('2025-07-01T01:00:00Z') };
const metadata = { commandId: 'c', correlationId: 'r', causationId: 'k', actor: 'zhang' };

const ledger: Subscriber = {
  name: 'ledger',
  batchSize: 4,
  order: 'by-project',
  handle: async (events, transaction) => {
    for (const { position, stream } of events) await transaction.query('INSERT INTO ledger.entry VALUES ($1, $2)', [position, stream]);
  },
};
const create: Projection['create'] = async (transaction) =>
  void (await transaction.query('CREATE TABLE ledger.entry (position bigint PRIMARY KEY, stream text NOT NULL)'));
const storeOf = async (count: number): Promise<EventStore> => {
  const store = new MemoryEventStore(clock);
  const events = Array.from({ length: count }, () => ({ id: randomUUID(), type: 'PaymentNoted', schemaVersion: 1, data: {} }));
  await store.append({ stream: 'payments', expected: 'any', events }, { metadata });
  return store;
};
const subscriptionsOf = (store: EventStore) => new PostgresSubscriptions({ store, pool: database.pool, clock, log: () => undefined });
const placeIn = (store: EventStore): Promise<LivePlace> => livePlaceOf({ store, pool: database.pool, feed: null }, ledger);
const follow = async (store: EventStore): Promise<void> => {
  const run = await subscriptionsOf(store).start(ledger);
  await run.reached(await store.head(), 30_000);
  await run.close();
};
const rebuild = async (store: EventStore, isTablesOnly = true): Promise<bigint> => {
  const build = await ProjectionRebuild.begin({
    ...{ pool: database.pool, store, place: await placeIn(store), signal: new AbortController().signal },
    projection: { subscriber: ledger, schema: 'ledger', create, isTablesOnly },
    ...{ onProgress: () => undefined, onWait: () => undefined },
  });
  try {
    return await build.swap();
  } finally {
    await build.close();
  }
};
const kept = async (): Promise<number> =>
  (await database.pool.query<{ count: number }>('SELECT count(*)::int AS count FROM ledger.entry')).rows[0]?.count ?? 0;

beforeEach(async () => {
  await database.pool.query('DROP SCHEMA IF EXISTS read_store, ledger CASCADE; CREATE SCHEMA ledger');
  await create(database.pool);
});

describe('the place of a subscription over the store', () => {
  it('holds while its last event stands there, and stays where tables are not all that it keeps', async () => {
    const store = await storeOf(9);
    await follow(store);
    await store.append(
      { stream: 'payments', expected: 'any', events: [{ id: randomUUID(), type: 'PaymentNoted', schemaVersion: 1, data: {} }] },
      { metadata },
    );
    expect((await placeIn(store)).restarts).toBe(false);
    expect([await rebuild(store, false), await kept()]).toEqual([9n, 9]);
    expect([await rebuild(store), await kept()]).toEqual([10n, 10]);
    expect(await (await placeIn(store)).handled(database.pool)).toEqual({ all: 10n, last: 10n });
  });

  it('holds no longer after an older backup was restored: the rebuild begins again, and the subscription goes on from there', async () => {
    await follow(await storeOf(9));
    const restored = await storeOf(4);
    await expect(subscriptionsOf(restored).start(ledger)).rejects.toThrow(CheckpointAhead);
    expect((await placeIn(restored)).restarts).toBe(true);
    expect([await rebuild(restored), await kept()]).toEqual([4n, 4]);
    const run = await subscriptionsOf(restored).start(ledger);
    expect(await run.reached(4n, 0)).toBe(true);
    await run.close();
  });

  it('begins at the first event after a backup where handling does more than keep tables', async () => {
    await follow(await storeOf(9));
    const restored = await storeOf(4);
    expect([await rebuild(restored, false), await kept()]).toEqual([0n, 0]);
    await follow(restored);
    expect(await kept()).toBe(4);
  });
});

describe('the place of a subscription that read Kafka and shall read the store again', () => {
  it('begins again, once no service runs any more', async () => {
    const store = await storeOf(6);
    await follow(store);
    await placeIn(store);
    await database.pool.query(`INSERT INTO read_store.feed_reader VALUES ('ledger', 3)`);
    const service = new pg.Client({ connectionString: database.connectionString, application_name: 'projection-service' });
    await service.connect();
    await expect(rebuild(store)).rejects.toThrow(NotNow);
    await service.end();
    expect([await rebuild(store), await kept()]).toEqual([6n, 6]);
    expect((await database.pool.query('SELECT FROM read_store.feed_reader')).rowCount).toBe(0);
    await follow(store);
    expect(await kept()).toBe(6);
  });
});
