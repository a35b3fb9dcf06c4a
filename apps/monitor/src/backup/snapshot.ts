import type { Transaction } from '@budget/ports';
import type pg from 'pg';
import type { KeptTable } from './kept-tables';

type Column = { readonly name: string; readonly long: boolean };

/** One moment of the database, for as long as it is open: whoever writes meanwhile is neither seen nor held up. */
export class Snapshot {
  private ended = false;

  private constructor(private readonly client: pg.PoolClient) {}

  static async of(pool: pg.Pool): Promise<Snapshot> {
    const snapshot = new Snapshot(await pool.connect());
    await snapshot.begin();
    return snapshot;
  }

  get reader(): Transaction {
    return this.client;
  }

  /** Lets go of that moment and takes the present one. */
  async moveOn(): Promise<void> {
    await this.client.query('COMMIT');
    await this.begin();
  }

  /** Empty when the database has no such table yet. */
  async columnsOf(table: string): Promise<readonly Column[]> {
    const { rows } = await this.client.query<Column>(
      `SELECT attname AS name, atttypid IN ('bigint'::regtype, 'numeric'::regtype) AS long FROM pg_attribute
       WHERE attrelid = to_regclass($1) AND attnum > 0 AND NOT attisdropped AND attgenerated = '' ORDER BY attnum`,
      [table],
    );
    return rows;
  }

  /** The rows as JSON texts: bytes as "\x" and hexadecimal, instants in UTC, numbers that a reader might round as text. */
  async *rowsOf({ table, where = 'true', rowsAtOnce }: KeptTable, columns: readonly Column[]): AsyncGenerator<readonly string[]> {
    const values = columns.map(({ name, long }) => {
      const column = this.client.escapeIdentifier(name);
      return long ? `${column}::text AS ${column}` : column;
    });
    await this.client.query(
      `DECLARE kept NO SCROLL CURSOR FOR
       SELECT row_to_json(kept_row)::text AS text FROM (SELECT ${values.join(', ')} FROM ${table} WHERE ${where}) AS kept_row`,
    );
    for (;;) {
      const { rows } = await this.client.query<{ text: string }>(`FETCH ${rowsAtOnce} FROM kept`);
      if (rows.length === 0) break;
      yield rows.map(({ text }) => text);
    }
    await this.client.query('CLOSE kept');
  }

  /** Safe to call twice. */
  async end(): Promise<void> {
    if (this.ended) return;
    this.ended = true;
    await this.client.query('ROLLBACK').catch(() => undefined);
    this.client.release();
  }

  private async begin(): Promise<void> {
    await this.client.query('BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY');
    // The first statement that looks at a table takes the moment.
    await this.client.query(`SET LOCAL timezone = 'UTC'; SELECT count(*) FROM pg_namespace`);
  }
}
