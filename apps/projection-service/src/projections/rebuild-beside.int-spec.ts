import { once } from 'node:events';
import { useTestDatabase } from '@budget/adapters/embedded-postgres';
import { PostgresEventStore } from '@budget/adapters/event-store-postgres';
import {
  PostgresSubscriptions,
  ProjectionRebuild,
  RebuildUnderWay,
  StorePlace,
  type Projection,
  type RebuildOptions,
} from '@budget/adapters/read-store-postgres';
import type { Subscription } from '@budget/ports';
import { HandClock } from '@budget/testing';
import type { DataSource } from 'typeorm';
import { createReadModel, openReadModel } from '../read-model/read-model.data-source';
import { everyRowOf, type EveryRow } from '../testing/every-row';
import { recordYearOfFacts } from '../testing/year-of-facts.fixture';
import { READ_MODEL_SUBSCRIPTION, readModelSubscriber } from './read-model.projection';

const database = useTestDatabase();
const clock = new HandClock();
const PROJECTS = 12;
const PATIENCE_MS = 30_000;

let store: PostgresEventStore;
let readModel: DataSource;
let live: Subscription;
const warnings: string[] = [];

const projection: Projection = {
  subscriber: readModelSubscriber(),
  schema: 'read_model',
  create: createReadModel,
  isTablesOnly: true,
};
const begin = (changes: Partial<RebuildOptions> = {}): Promise<ProjectionRebuild> =>
  ProjectionRebuild.begin({
    ...{ pool: database.pool, store, projection, place: new StorePlace(READ_MODEL_SUBSCRIPTION) },
    ...{ signal: new AbortController().signal, onProgress: () => undefined, onWait: () => undefined },
    ...changes,
  });
const inPlace = async (changes: Partial<RebuildOptions> = {}): Promise<bigint> => {
  const rebuild = await begin(changes);
  try {
    return await rebuild.swap();
  } finally {
    await rebuild.close();
  }
};
const compared = async () => {
  const rebuild = await begin();
  try {
    return await rebuild.compare();
  } finally {
    await rebuild.close();
  }
};
const everyRow = (): Promise<EveryRow> => everyRowOf(database.pool);
const tableNumbers = async (): Promise<unknown> =>
  (await database.pool.query(`SELECT oid FROM pg_class WHERE relnamespace = 'read_model'::regnamespace AND relkind = 'r' ORDER BY relname`))
    .rows;
const leftovers = async (): Promise<unknown> =>
  (
    await database.pool.query(
      `SELECT nspname AS name FROM pg_namespace WHERE nspname LIKE '%rebuild%' UNION ALL SELECT name FROM read_store.checkpoint WHERE name LIKE '%rebuild%'`,
    )
  ).rows;
const shapes = async (): Promise<unknown> =>
  (await database.pool.query(`SELECT indexdef FROM pg_indexes WHERE schemaname = 'read_model' ORDER BY indexdef`)).rows;

beforeAll(async () => {
  store = await PostgresEventStore.open({ pool: database.pool, clock });
  readModel = await openReadModel(database.connectionString, 4);
  const log = ({ level, message }: { level: string; message: string }): void => void (level !== 'info' && warnings.push(message));
  live = await new PostgresSubscriptions({ store, pool: database.pool, clock, log }).start(readModelSubscriber());
  expect(await live.reached(await recordYearOfFacts(store, PROJECTS), PATIENCE_MS)).toBe(true);
});
afterEach(async () => expect(await leftovers()).toEqual([]));
afterAll(async () => {
  await live.close();
  await readModel.destroy();
  await store.close();
});

describe('a read model built again beside the live one', () => {
  it('has the same rows in new tables of the same shape, and goes on from there', async () => {
    const [rows, numbers, indexes] = [await everyRow(), await tableNumbers(), await shapes()];
    expect(await inPlace()).toBe(await store.head());
    expect(await everyRow()).toEqual(rows);
    expect(await shapes()).toEqual(indexes);
    expect(await tableNumbers()).not.toEqual(numbers);

    expect(await live.reached(await recordYearOfFacts(store, 2, 'After'), PATIENCE_MS)).toBe(true);
    expect((await compared()).differing).toBe(0);
    expect((await live.health()).state).toBe('running');
  });

  it('is swapped under writers and readers: no read fails, mixes two moments or goes back, and nothing is lost', async () => {
    let [reading, reads] = [true, 0];
    const reader = async (): Promise<void> => {
      let last = 0;
      while (reading) {
        const [row] = await readModel.query<{ entries: number; totals: string; ledger: string }[]>(
          `SELECT (SELECT count(*)::int FROM read_model.ledger_entry WHERE fiscal_year = $1) AS entries,
                  (SELECT sum(paid - refunded)::text FROM read_model.project WHERE fiscal_year = $1) AS totals,
                  (SELECT sum(CASE kind WHEN 'payment' THEN amount ELSE -amount END)::text FROM read_model.ledger_entry WHERE fiscal_year = $1) AS ledger`,
          [2025],
        );
        expect(row?.totals).toBe(row?.ledger);
        expect(row?.entries).toBeGreaterThanOrEqual(last);
        last = row?.entries ?? 0;
        reads++;
      }
    };
    const readers = [reader(), reader()];
    const writer = recordYearOfFacts(store, PROJECTS, 'Meanwhile');
    const swaps: bigint[] = [];
    for (let swap = 0; swap < 4; swap++) swaps.push(await inPlace());
    const head = await writer;
    expect(await live.reached(head, PATIENCE_MS)).toBe(true);
    reading = false;
    await Promise.all(readers);

    expect(reads).toBeGreaterThan(20);
    expect(swaps).toEqual([...swaps].sort((one, other) => Number(one - other)));
    const comparison = await compared();
    expect([comparison.differing, comparison.position]).toEqual([0, head]);
    expect(comparison.rows).toBeGreaterThan(PROJECTS * 10);
  });

  it('waits for a read of long ago, lets all others pass, and swaps after its end', async () => {
    const client = await database.pool.connect();
    await client.query('BEGIN');
    await client.query('SELECT count(*) FROM read_model.alert_step');
    const waited = new AbortController();
    const swapped = inPlace({ onWait: () => waited.abort() });
    await once(waited.signal, 'abort');
    expect((await readModel.query<unknown[]>('SELECT FROM read_model.alert_step LIMIT 1')).length).toBe(1);
    expect((await client.query('SELECT FROM read_model.alert LIMIT 1')).rowCount).toBe(1);
    await client.query('COMMIT');
    client.release();
    expect(await swapped).toBe(await store.head());
  });

  it('leaves the live tables as they were when it is killed, and the next one begins anew', async () => {
    const [rows, numbers] = [await everyRow(), await tableNumbers()];
    const killed = await begin({
      projection: {
        ...projection,
        subscriber: {
          ...projection.subscriber,
          handle: async (events, transaction) => {
            await projection.subscriber.handle(events, transaction);
            await database.pool.query(
              `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'rebuild read-model'`,
            );
          },
        },
      },
    });
    await expect(killed.swap()).rejects.toThrow();
    expect([await everyRow(), await tableNumbers()]).toEqual([rows, numbers]);
    expect(await leftovers()).not.toEqual([]);
    expect((await compared()).differing).toBe(0);
  });

  it('is refused while another process rebuilds the same', async () => {
    const first = await begin();
    await expect(begin()).rejects.toThrow(RebuildUnderWay);
    await first.close();
    expect(await inPlace()).toBe(await store.head());
  });

  it('leaves everything as it was when something of others rests on a live table', async () => {
    const numbers = await tableNumbers();
    await database.pool.query('CREATE VIEW paid_of_others AS SELECT sum(paid) AS paid FROM read_model.project');
    await expect(inPlace()).rejects.toThrow(/depend/);
    expect(await tableNumbers()).toEqual(numbers);
    await database.pool.query('DROP VIEW paid_of_others');
  });

  it('names rows that the events do not give: changed, lost and made up; and mends them', async () => {
    const rows = await everyRow();
    await database.pool.query(`
      UPDATE read_model.project SET paid = paid + 0.01 WHERE project_code = 'P3';
      DELETE FROM read_model.project_day WHERE project_code = 'P4' AND day = '2025-03-05';
      INSERT INTO read_model.plan_step SELECT fiscal_year, 'P0', plan_version, date, label, stated, effective
        FROM read_model.plan_step WHERE project_code = 'P3' AND date = '2025-12-31' AND plan_version = 1`);
    const { differing, first } = await compared();
    expect(differing).toBe(3);
    expect(first).toEqual([
      {
        table: 'plan_step',
        key: { fiscal_year: '2025', project_code: 'P0', plan_version: '1', date: '2025-12-31' },
        live: expect.objectContaining({ project_code: 'P0', effective: '100.00' }) as unknown,
        rebuilt: null,
      },
      {
        table: 'project',
        key: { fiscal_year: '2025', project_code: 'P3' },
        live: { paid: '51002.11' },
        rebuilt: { paid: '51002.10' },
      },
      {
        table: 'project_day',
        key: { fiscal_year: '2025', project_code: 'P4', day: '2025-03-05' },
        live: null,
        rebuilt: expect.objectContaining({ paid: '1003.10' }) as unknown,
      },
    ]);
    await inPlace();
    expect(await everyRow()).toEqual(rows);
  });

  it('takes over from a projection that stands still, and the live one goes on from there', async () => {
    await live.close();
    const head = await recordYearOfFacts(store, 2, 'Stopped');
    expect(await inPlace()).toBe(head);
    live = await new PostgresSubscriptions({ store, pool: database.pool, clock, log: () => undefined }).start(readModelSubscriber());
    expect(await live.reached(head, 0)).toBe(true);
    expect(await live.reached(await recordYearOfFacts(store, 1, 'Again'), PATIENCE_MS)).toBe(true);
    expect((await compared()).differing).toBe(0);
  });
});
