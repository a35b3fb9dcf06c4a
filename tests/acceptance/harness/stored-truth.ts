import { join } from 'node:path';
import { databaseBeside } from '@budget/adapters/embedded-postgres';
import pg from 'pg';

/** What a store keeps that nothing can rebuild, column by column as text. */
export type StoredTruth = {
  readonly events: readonly Readonly<Record<string, string>>[];
  readonly users: readonly Readonly<Record<string, string>>[];
  readonly files: readonly Readonly<Record<string, string>>[];
};

const EVENTS = `SELECT position::text, stream, version::text, id::text, type, schema_version::text, data::text, metadata::text, recorded_at, digest::text
  FROM event_store.events AS e WHERE e.position <= $1 ORDER BY e.position`;

/** Reads a database beside the product, up to an event position. */
export async function storedTruth(connectionString: string, upTo: string): Promise<StoredTruth> {
  const client = new pg.Client(connectionString);
  await client.connect();
  const ask = async (sql: string, values: unknown[] = []): Promise<readonly Readonly<Record<string, string>>[]> =>
    (await client.query<Record<string, string>>(sql, values)).rows;
  const events = await ask(EVENTS, [upTo]);
  const users = await ask('SELECT app_user::text AS row FROM access.app_user ORDER BY username');
  const files = await ask(`SELECT sha256, file_name, encode(content, 'base64') AS content FROM command.document_file ORDER BY sha256`);
  await client.end();
  return { events, users, files };
}

/** The database of a monitor that runs on this DATA_DIR. */
export async function embeddedDatabaseOf(dataDir: string): Promise<string> {
  const url = await databaseBeside(join(dataDir, 'postgres'));
  if (url === null) throw new Error(`No database runs in ${dataDir}`);
  return url;
}
