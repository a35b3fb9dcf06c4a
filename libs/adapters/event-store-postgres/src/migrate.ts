import type pg from 'pg';
import { MIGRATIONS } from './schema';
import { SchemaNewer } from './schema-newer';

// "events" in hexadecimal. Several processes may open a new database at the same moment.
const MIGRATION_LOCK = '0x6576656e7473';

/** Brings the schema `event_store` to this version. Touches nothing when it is there already. Throws SchemaNewer. */
export async function migrate(pool: pg.Pool): Promise<void> {
  if ((await installedVersion(pool)) === MIGRATIONS.length) return;
  const client = await pool.connect();
  let broken = true;
  try {
    await client.query('BEGIN');
    await client.query(`SELECT pg_advisory_xact_lock(${MIGRATION_LOCK})`);
    await assertUtf8(client);
    await client.query('CREATE SCHEMA IF NOT EXISTS event_store');
    await client.query(
      'CREATE TABLE IF NOT EXISTS event_store.migration (version integer PRIMARY KEY, applied_at timestamptz NOT NULL DEFAULT now())',
    );
    const installed = await installedVersion(client);
    if (installed > MIGRATIONS.length) throw new SchemaNewer(installed, MIGRATIONS.length);
    for (const [index, sql] of MIGRATIONS.entries()) {
      if (index < installed) continue;
      await client.query(sql);
      await client.query('INSERT INTO event_store.migration (version) VALUES ($1)', [index + 1]);
    }
    await client.query('COMMIT');
    broken = false;
  } finally {
    client.release(broken);
  }
}

async function installedVersion(queryable: Pick<pg.Pool, 'query'> | Pick<pg.PoolClient, 'query'>): Promise<number> {
  const { rows } = await queryable.query<{ known: boolean }>(`SELECT to_regclass('event_store.migration') IS NOT NULL AS known`);
  if (!rows[0]?.known) return 0;
  const versions = await queryable.query<{ version: number }>('SELECT coalesce(max(version), 0) AS version FROM event_store.migration');
  return versions.rows[0]?.version ?? 0;
}

async function assertUtf8(client: pg.PoolClient): Promise<void> {
  const { rows } = await client.query<{ encoding: string }>(`SELECT current_setting('server_encoding') AS encoding`);
  if (rows[0]?.encoding !== 'UTF8') throw new Error(`The database has encoding ${rows[0]?.encoding}. Make it with ENCODING 'UTF8'.`);
}
