import { EXIT_USAGE, oneAtATime } from '@budget/service-host';
import type pg from 'pg';
import { CommandFailed } from '../command-failed';
import { BackupReader, type WholeBackup } from './backup.reader';
import { firstFilledTable, makeKeptTables } from './kept-tables';
import { PutBack } from './put-back';

export type RestoreWatch = { readonly check: () => void; readonly onProgress: (events: number, head: bigint) => void };

/** Reads the whole file and recomputes every digest; writes nothing. Throws BadBackup. */
export async function verifyBackup(file: string, { check, onProgress }: RestoreWatch): Promise<WholeBackup> {
  const reader = new BackupReader(file);
  let events = 0;
  for await (const lines of reader.lines()) {
    check();
    events += lines.filter(({ kind }) => kind === 'event').length;
    onProgress(events, BigInt(reader.header?.head ?? 0));
  }
  return reader.whole;
}

/**
 * Puts a verified backup into an empty database, in one transaction: whatever ends it before its commit leaves the database empty. Services
 * that start meanwhile wait. Throws CommandFailed when the database holds something, or the file is no longer the verified one.
 */
export function restoreBackup(pool: pg.Pool, file: string, verified: WholeBackup, watch: RestoreWatch): Promise<void> {
  return oneAtATime(pool, async () => {
    await makeKeptTables(pool);
    const client = await pool.connect();
    let broken = true;
    try {
      await client.query('BEGIN');
      await refuseFilled(client);
      const reader = new BackupReader(file, { trusted: true });
      await new PutBack(client, watch).take(reader);
      if (reader.whole.footer.sha256 !== verified.footer.sha256) {
        throw new CommandFailed(
          `${file}：文件在恢复期间被改动，什么都没有恢复 / the file changed meanwhile, nothing was restored`,
          EXIT_USAGE,
        );
      }
      await client.query('COMMIT');
      broken = false;
    } finally {
      // Closing the connection rolls back, whatever state it is in.
      client.release(broken);
    }
  });
}

async function refuseFilled(client: pg.PoolClient): Promise<void> {
  const filled = await firstFilledTable(client);
  if (filled === null) return;
  throw new CommandFailed(
    `DATA_DIR、DATABASE_URL：数据库不是空的（${filled} 里已有内容），什么都没有恢复；请换一个空的 DATA_DIR，或新建一个数据库 / ` +
      `the database is not empty (${filled} holds something), nothing was restored: name an empty DATA_DIR, or make a new database`,
    EXIT_USAGE,
  );
}
