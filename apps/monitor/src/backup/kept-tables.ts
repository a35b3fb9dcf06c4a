import { createDocumentFiles, createFileMappings } from '@budget/command-service';
import { preparePlatformSchema } from '@budget/adapters/nest-platform';
import type { Transaction } from '@budget/ports';
import type pg from 'pg';
import { CommandFailed } from '../command-failed';

export type KeptTable = {
  readonly table: string;
  /** Rows that count; default all. */
  readonly where?: string;
  /** Rows fetched together: one where a row holds a whole file. */
  readonly rowsAtOnce: number;
  /** Rows are only ever added, before the event that names them. */
  readonly addedBeforeEvent?: boolean;
};

/** What no event tells: goes into a backup row by row. A running claim of an idempotency key is nobody's after a restore. */
export const KEPT_TABLES: readonly KeptTable[] = [
  { table: 'access.app_user', rowsAtOnce: 500 },
  { table: 'command.idempotency', where: 'status IS NOT NULL', rowsAtOnce: 500 },
  { table: 'command.document_file', rowsAtOnce: 1, addedBeforeEvent: true },
  { table: 'command.file_mapping', rowsAtOnce: 100 },
];

/** Neither kept nor rebuilt: events go through the port, versions belong to the database, and a new signing key ends old sessions. */
const OF_THE_DATABASE = ['event_store.events', 'event_store.head', 'event_store.migration', 'access.schema_version', 'access.signing_key'];
const OWN_SCHEMAS = ['event_store', 'access', 'command', 'alerting', 'read_model', 'read_store'];
const NOT_REBUILT = ['event_store', 'access', 'command', 'alerting'];

/** Rebuilt from events, in the schemas of the others. */
const REBUILT = ['command.fiscal_year', 'command.unit', 'command.voucher_use', 'alerting.due_milestone'];

/** Filled before anybody works with a database. */
const FILLED_AT_ONCE = OF_THE_DATABASE.filter((table) => table !== 'event_store.events');

async function tablesIn(database: Transaction, schemas: readonly string[]): Promise<readonly string[]> {
  const { rows } = await database.query<{ table: string }>(
    `SELECT schemaname || '.' || tablename AS table FROM pg_tables WHERE schemaname = ANY ($1) ORDER BY 1`,
    [schemas],
  );
  return rows.map(({ table }) => table);
}

/** A table that this version cannot place would be missing from the backup without a word. Throws CommandFailed that names it. */
export async function assertEveryTableIsPlaced(database: Transaction): Promise<void> {
  const placed = new Set([...KEPT_TABLES.map(({ table }) => table), ...REBUILT, ...OF_THE_DATABASE]);
  const unplaced = (await tablesIn(database, NOT_REBUILT)).find((table) => !placed.has(table));
  if (unplaced === undefined) return;
  throw new CommandFailed(
    `${unplaced}：本版本不知道这个表能否由事件重建，没有备份；请用写入它的版本备份 / this version does not know whether the table can be rebuilt ` +
      `from events and took no backup: use the version that made it`,
  );
}

/** The first table that holds something already; null when the database is as good as new. */
export async function firstFilledTable(database: Transaction): Promise<string | null> {
  for (const table of await tablesIn(database, OWN_SCHEMAS)) {
    if (FILLED_AT_ONCE.includes(table)) continue;
    const { rows } = await database.query<{ filled: boolean }>(`SELECT EXISTS (SELECT FROM ${table}) AS filled`);
    if (rows[0]?.filled) return table;
  }
  return null;
}

export async function makeKeptTables(pool: pg.Pool): Promise<void> {
  await preparePlatformSchema(pool);
  await createDocumentFiles(pool);
  await createFileMappings(pool);
}
