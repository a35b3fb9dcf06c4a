import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { useTestDatabase } from '@budget/adapters/embedded-postgres';
import { PostgresEventStore } from '@budget/adapters/event-store-postgres';
import { CheckpointAhead, CheckpointForeign, eventDigest, type Subscriber } from '@budget/ports';
import { by, HandClock } from '@budget/testing';
import { jest } from '@jest/globals';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { PostgresSubscriptions } from './postgres-subscriptions';

// The suite also runs on machines that are busy with other suites.
jest.setTimeout(60_000);
const database = useTestDatabase();
const TABLES = ['event_store.events', 'event_store.head'];

/** What a dump of the schema event_store holds. */
async function dump(): Promise<readonly Buffer[]> {
  const client = await database.pool.connect();
  const tables: Buffer[] = [];
  for (const table of TABLES) tables.push(Buffer.concat(await client.query(copyTo(`COPY ${table} TO STDOUT`)).toArray()));
  client.release();
  return tables;
}

async function restore(tables: readonly Buffer[]): Promise<PostgresEventStore> {
  await database.pool.query('DROP SCHEMA event_store CASCADE');
  const store = await PostgresEventStore.open({ pool: database.pool, clock: new HandClock() });
  await database.pool.query('DELETE FROM event_store.head');
  const client = await database.pool.connect();
  for (const [index, table] of TABLES.entries())
    await pipeline(Readable.from([tables[index]]), client.query(copyFrom(`COPY ${table} FROM STDIN`)));
  client.release();
  return store;
}

const record = async (store: PostgresEventStore, count: number): Promise<void> => {
  const events = Array.from({ length: count }, () => ({
    id: randomUUID(),
    type: 'PaymentNoted',
    schemaVersion: 1,
    data: { amount: '1.00' },
  }));
  await store.append({ stream: 'payments', expected: 'any', events }, by());
};

const subscriber: Subscriber = { name: 'ledger', batchSize: 100, handle: () => Promise.resolve() };
const subscriptionsOf = (store: PostgresEventStore) =>
  new PostgresSubscriptions({ store, pool: database.pool, clock: new HandClock(), log: () => undefined });

describe('an event store restored from a dump that is older than the read model', () => {
  let tables: readonly Buffer[];

  beforeAll(async () => {
    const store = await PostgresEventStore.open({ pool: database.pool, clock: new HandClock() });
    await record(store, 20);
    tables = await dump();
    await record(store, 15);
    const ledger = await subscriptionsOf(store).start(subscriber);
    await ledger.reached(35n, 30_000);
    await ledger.close();
    await store.close();
  });

  it('is refused with the two positions and the way out, and nothing is changed', async () => {
    const store = await restore(tables);
    await expect(subscriptionsOf(store).start(subscriber)).rejects.toThrow(CheckpointAhead);
    await expect(subscriptionsOf(store).start(subscriber)).rejects.toThrow(
      'Subscription "ledger" has handled position 35, but the event store ends at 20. The store was probably restored from an older backup. ' +
        'Nothing was changed. Rebuild what this subscription wrote with: budget-monitor projections rebuild ledger',
    );
    const { rows } = await database.pool.query('SELECT name, position FROM read_store.checkpoint');
    expect(rows).toEqual([{ name: 'ledger', position: '35' }]);
    await store.close();
  });

  it('is whole, and goes on without a gap', async () => {
    const store = await restore(tables);
    await record(store, 3);
    const all = await store.readAll(0n, { limit: 100 });
    expect(all.map(({ position }) => position)).toEqual(Array.from({ length: 23 }, (_, index) => BigInt(index + 1)));
    expect(all.map(({ digest }) => digest)).toEqual(all.map(eventDigest));
    await store.close();
  });

  it('is refused also after it was written to past the checkpoint', async () => {
    const store = await restore(tables);
    await record(store, 40);
    await expect(subscriptionsOf(store).start(subscriber)).rejects.toThrow(CheckpointForeign);
    await store.close();
  });
});
