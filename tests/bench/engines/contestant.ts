import { randomUUID } from 'node:crypto';
import { openEventStoreOf } from '@budget/adapters/event-store-kurrentdb';
import { PostgresEventStore } from '@budget/adapters/event-store-postgres';
import { PostgresSubscriptions, type SubscriptionLog } from '@budget/adapters/read-store-postgres';
import { instantOfEpoch } from '@budget/kernel';
import type { EventStore, Subscriptions } from '@budget/ports';
import { openReadModel } from '@budget/projection-service';
import pg from 'pg';

/** One of the two stores with a database of its own for what is read from it. */
export type Contestant = {
  readonly name: 'PostgreSQL' | 'KurrentDB';
  readonly store: EventStore & { close(): Promise<void> };
  readonly pool: pg.Pool;
  readonly subscriptions: Subscriptions;
  readonly log: SubscriptionLog;
  close(): Promise<void>;
};

export const clock = { now: () => instantOfEpoch(Date.now()) };

const log: SubscriptionLog = ({ level, message, error }) => {
  if (level === 'info') return;
  process.stderr.write(`${message}: ${String(error)}\n`);
  if (level === 'error') process.exit(1);
};

/** `eventStoreUrl`: null keeps the events in the same database. */
export async function openContestant(server: string, eventStoreUrl: string | null): Promise<Contestant> {
  const name = eventStoreUrl === null ? 'PostgreSQL' : 'KurrentDB';
  const address = new URL(server);
  address.pathname = `/bench_${name.toLowerCase()}`;
  const admin = new pg.Client(server);
  await admin.connect();
  await admin.query(`CREATE DATABASE bench_${name.toLowerCase()} TEMPLATE template0`);
  await admin.end();

  const pool = new pg.Pool({ connectionString: address.href, max: 10 });
  const store =
    eventStoreUrl === null
      ? await PostgresEventStore.open({ pool, clock })
      : openEventStoreOf(eventStoreUrl, { clock, prefix: `bench-${randomUUID()}-` });
  const readModel = await openReadModel(address.href, 2);
  return {
    name,
    store,
    pool,
    log,
    subscriptions: new PostgresSubscriptions({ store, pool, clock, log }),
    close: async () => {
      await store.close();
      await readModel.destroy();
      await pool.end();
    },
  };
}
