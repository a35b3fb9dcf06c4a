import pg from 'pg';
import { connectionStringOf } from '../claim';
import { sharedTestServer } from './shared-test-server';

export type TestDatabase = {
  readonly connectionString: string;
  /** Ended after the last test of the file. */
  readonly pool: pg.Pool;
};

const LIMIT_MS = 90_000;
let counter = 0;

/**
 * An empty database of its own for the test file (or describe block) that calls this, on a throw-away server shared by the run.
 * Call it at the top of the file; the fields may be read once tests run.
 */
export function useTestDatabase(): TestDatabase {
  const name = `test_${process.pid}_${Date.now().toString(36)}_${++counter}`;
  let opened: TestDatabase | undefined;

  const administer = async (sql: string): Promise<void> => {
    const client = new pg.Client(connectionStringOf({ ...(await sharedTestServer()), database: 'postgres' }));
    await client.connect();
    await client.query(sql);
    await client.end();
  };
  beforeAll(async () => {
    await administer(`CREATE DATABASE ${name} TEMPLATE template0`);
    const connectionString = connectionStringOf({ ...(await sharedTestServer()), database: name });
    opened = { connectionString, pool: new pg.Pool({ connectionString, max: 20 }) };
    opened.pool.on('error', () => undefined);
  }, LIMIT_MS);
  afterAll(async () => {
    await opened?.pool.end();
    await administer(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  }, LIMIT_MS);

  const database = (): TestDatabase => {
    if (!opened) throw new Error('The test database exists only while tests run: read it inside beforeAll, it or afterAll.');
    return opened;
  };
  return {
    get connectionString() {
      return database().connectionString;
    },
    get pool() {
      return database().pool;
    },
  };
}
