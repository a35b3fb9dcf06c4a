import { AlertingServiceModule } from '@budget/alerting-service';
import { useTestDatabase } from '@budget/adapters/embedded-postgres';
import { readConfig } from '@budget/adapters/nest-platform';
import { CommandServiceModule } from '@budget/command-service';
import { ProjectionServiceModule } from '@budget/projection-service';
import { openHost, serve, type Host } from '@budget/service-host';
import { prepareTables } from './prepare-tables';

const database = useTestDatabase();
let host: Host;

beforeAll(async () => {
  const config = readConfig({ LOG_LEVEL: 'silent', PORT: '0', ADMIN_PASSWORD: 'a password for tests' });
  if (!config.ok) throw new Error('The test states a wrong environment');
  host = await openHost({ ...config.value, databaseUrl: database.connectionString }, 'migrate');
});
afterAll(() => host.close());

/** Every column and index of ours. */
async function tables(): Promise<readonly string[]> {
  const { rows } = await host.pool.query<{ line: string }>(`
    SELECT format('%s.%s.%s', table_schema, table_name, column_name) AS line FROM information_schema.columns
     WHERE table_schema NOT IN ('pg_catalog', 'information_schema')
    UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname NOT IN ('pg_catalog', 'information_schema') ORDER BY 1`);
  return rows.map(({ line }) => line);
}

describe('the migration', () => {
  it('leaves no table for a service to make, and an administrator to log in', async () => {
    await prepareTables(host);
    const prepared = await tables();
    const served = await serve([CommandServiceModule, ProjectionServiceModule, AlertingServiceModule], host);
    await served.stop();
    expect(prepared.length).toBeGreaterThan(50);
    expect(await tables()).toEqual(prepared);
    const { rows } = await host.pool.query('SELECT username, roles FROM access.app_user');
    expect(rows).toEqual([{ username: 'admin', roles: ['admin'] }]);
  });

  it('changes nothing when it is run again', async () => {
    const before = await tables();
    await prepareTables(host);
    expect(await tables()).toEqual(before);
  });
});
