import { useTestDatabase } from '@budget/adapters/embedded-postgres';
import { ensureFeedTables } from '@budget/adapters/messaging-kafka';
import { preparePlatformSchema, readConfig } from '@budget/adapters/nest-platform';
import { ensureCheckpoints } from '@budget/adapters/read-store-postgres';
import type { Subscription } from '@budget/ports';
import { openHost, type Host } from './host';
import { oneAtATime } from './one-at-a-time';

const database = useTestDatabase();
const NAMES = ['first', 'second', 'third'];
const opened: Host[] = [];

const open = async (name: string): Promise<Host> => {
  const config = readConfig({ LOG_LEVEL: 'silent' });
  if (!config.ok) throw new Error('The test states a wrong environment');
  const host = await openHost({ ...config.value, databaseUrl: database.connectionString }, name);
  opened.push(host);
  return host;
};
const start = (host: Host): Promise<Subscription[]> =>
  Promise.all(NAMES.map((name) => host.subscriptions.start({ name, batchSize: 10, handle: () => Promise.resolve() })));

afterAll(async () => {
  await Promise.all(opened.map((host) => host.close()));
});

describe('several services that start on a new database at the same moment', () => {
  it('all make their tables and run their subscriptions', async () => {
    const hosts = await Promise.all(['command-service', 'projection-service', 'alerting-service'].map(open));
    const started = (await Promise.all(hosts.map((host) => oneAtATime(host.pool, () => start(host))))).flat();
    await Promise.all(started.map((subscription) => subscription.close()));
    expect(started).toHaveLength(9);
  });
});

describe('parts that make the tables of one schema at the same moment', () => {
  it('find each other in their turn', async () => {
    for (let round = 0; round < 5; round += 1) {
      await database.pool.query('DROP SCHEMA IF EXISTS read_store, access, command CASCADE');
      const parts = [ensureFeedTables, ensureCheckpoints, preparePlatformSchema];
      await Promise.all([...parts, ...parts].map((prepare) => prepare(database.pool)));
    }
    const { rows } = await database.pool.query<{ tables: string }>(
      `SELECT count(*)::text AS tables FROM pg_tables WHERE schemaname IN ('read_store', 'access', 'command')`,
    );
    expect(Number(rows[0]?.tables)).toBeGreaterThanOrEqual(10);
  });
});
