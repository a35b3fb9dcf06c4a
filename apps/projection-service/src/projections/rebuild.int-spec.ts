import { useTestDatabase } from '@budget/adapters/embedded-postgres';
import { PostgresEventStore } from '@budget/adapters/event-store-postgres';
import { PostgresSubscriptions, resetSubscription } from '@budget/adapters/read-store-postgres';
import type { Subscription } from '@budget/ports';
import { HandClock } from '@budget/testing';
import type { DataSource } from 'typeorm';
import { openReadModel } from '../read-model/read-model.data-source';
import { recordYearOfFacts } from '../testing/year-of-facts.fixture';
import { READ_MODEL_SUBSCRIPTION, readModelSubscriber } from './read-model.projection';

const database = useTestDatabase();
const clock = new HandClock();
const PROJECTS = 12;
const PATIENCE_MS = 30_000;

let store: PostgresEventStore;
let readModel: DataSource;
let subscription: Subscription;

const follow = async (): Promise<void> => {
  readModel = await openReadModel(database.connectionString, 2);
  const subscriptions = new PostgresSubscriptions({ store, pool: database.pool, clock, log: () => undefined });
  subscription = await subscriptions.start(readModelSubscriber());
};
const stop = async (): Promise<void> => {
  await subscription.close();
  await readModel.destroy();
};

/** Every row of every table of the read model, as text in one order. */
async function everyRow(): Promise<Readonly<Record<string, readonly string[]>>> {
  const { rows: tables } = await database.pool.query<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'read_model' ORDER BY table_name`,
  );
  const contents: Record<string, readonly string[]> = {};
  for (const { name } of tables) {
    const { rows } = await database.pool.query<{ row: string }>(`SELECT to_jsonb(t)::text AS row FROM read_model.${name} t ORDER BY 1`);
    contents[name] = rows.map(({ row }) => row);
  }
  return contents;
}

beforeAll(async () => {
  store = await PostgresEventStore.open({ pool: database.pool, clock });
  await follow();
});
afterAll(async () => {
  await stop();
  await store.close();
});

describe('the read model, thrown away and built again from the events alone', () => {
  it('has the same rows, whether it heard the facts one by one as they came or all at once', async () => {
    const head = await recordYearOfFacts(store, PROJECTS);
    expect(await subscription.reached(head, PATIENCE_MS)).toBe(true);
    const live = await everyRow();
    for (const table of [
      'project',
      'target_version',
      'plan_step',
      'project_day',
      'ledger_entry',
      'milestone_check',
      'alert',
      'alert_step',
    ]) {
      expect([table, (live[table] ?? []).length >= PROJECTS]).toEqual([table, true]);
    }

    await stop();
    await resetSubscription(database.pool, READ_MODEL_SUBSCRIPTION, async (client) => {
      await client.query('DROP SCHEMA read_model CASCADE');
      await client.query('DELETE FROM read_model_migration');
    });
    await follow();
    expect(await subscription.reached(head, PATIENCE_MS)).toBe(true);
    expect(await everyRow()).toEqual(live);
  });
});
