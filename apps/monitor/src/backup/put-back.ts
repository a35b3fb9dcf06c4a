import { restoreEvents } from '@budget/adapters/event-store-postgres';
import type { RecordedEvent } from '@budget/ports';
import { EXIT_USAGE } from '@budget/service-host';
import type pg from 'pg';
import { CommandFailed } from '../command-failed';
import type { BackupReader } from './backup.reader';
import type { BackupLine, TableLine } from './backup-line.contract';
import { KEPT_TABLES } from './kept-tables';
import { recordedEventOf } from './line-order';
import type { RestoreWatch } from './restore-backup';

const FLUSH_ROWS = 500;
const FLUSH_CHARACTERS = 4_000_000;

/** Writes the lines of a backup in a transaction that is open already. */
export class PutBack {
  private table: TableLine | null = null;
  private rows: string[] = [];
  private characters = 0;
  private events = 0;

  constructor(
    private readonly client: pg.PoolClient,
    private readonly watch: RestoreWatch,
  ) {}

  /** The rows of the tables as they come, then all events as one stream. */
  async take(reader: BackupReader): Promise<void> {
    const lines = reader.lines();
    let events: readonly RecordedEvent[] = [];
    while (events.length === 0) {
      const next = await lines.next();
      if (next.done) break;
      events = await this.eventsOf(next.value);
    }
    await this.flush();
    await restoreEvents(this.client, this.eventsFrom(events, lines, reader));
  }

  private async *eventsFrom(
    first: readonly RecordedEvent[],
    lines: AsyncIterable<readonly BackupLine[]>,
    reader: BackupReader,
  ): AsyncGenerator<readonly RecordedEvent[]> {
    yield first;
    this.events = first.length;
    for await (const batch of lines) {
      this.watch.check();
      const events = await this.eventsOf(batch);
      this.events += events.length;
      this.watch.onProgress(this.events, BigInt(reader.header?.head ?? 0));
      yield events;
    }
  }

  private async eventsOf(batch: readonly BackupLine[]): Promise<readonly RecordedEvent[]> {
    const events: RecordedEvent[] = [];
    for (const line of batch) {
      if (line.kind === 'event') events.push(recordedEventOf(line));
      else if (line.kind === 'table') await this.begin(line);
      else if (line.kind === 'row') await this.add(JSON.stringify(line.row));
    }
    return events;
  }

  private async begin(line: TableLine): Promise<void> {
    await this.flush();
    const known = KEPT_TABLES.some(({ table }) => table === line.table) ? await this.columnsOf(line.table) : [];
    const unknown = known.length === 0 ? line.table : line.columns.find((column) => !known.includes(column));
    if (unknown !== undefined) {
      throw new CommandFailed(
        `${line.table}：本版本没有这个表或列 ${unknown}，什么都没有恢复；请用写出备份的版本恢复 / this version has no ${unknown}, nothing was restored: ` +
          `restore with the version that took the backup`,
        EXIT_USAGE,
      );
    }
    this.table = line;
  }

  private async columnsOf(table: string): Promise<readonly string[]> {
    const { rows } = await this.client.query<{ name: string }>(
      'SELECT attname AS name FROM pg_attribute WHERE attrelid = to_regclass($1) AND attnum > 0 AND NOT attisdropped',
      [table],
    );
    return rows.map(({ name }) => name);
  }

  private async add(row: string): Promise<void> {
    this.rows.push(row);
    this.characters += row.length;
    if (this.rows.length >= FLUSH_ROWS || this.characters >= FLUSH_CHARACTERS) await this.flush();
  }

  private async flush(): Promise<void> {
    if (!this.table || this.rows.length === 0) return;
    const { table, columns } = this.table;
    const names = columns.map((column) => this.client.escapeIdentifier(column)).join(', ');
    await this.client.query(`INSERT INTO ${table} (${names}) SELECT ${names} FROM json_populate_recordset(NULL::${table}, $1::json)`, [
      `[${this.rows.join(',')}]`,
    ]);
    this.rows = [];
    this.characters = 0;
  }
}
