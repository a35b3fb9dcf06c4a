import { join } from 'node:path';
import { holdsDatabase } from '@budget/adapters/embedded-postgres';
import type { MonitorConfig } from '@budget/adapters/nest-platform';
import { EXIT_USAGE } from '@budget/service-host';
import pg from 'pg';
import { CommandFailed } from '../command-failed';
import { openDatabaseBeside } from '../database';
import type { Running } from '../running';

/** The database to be read: also the embedded one that a running monitor owns. Makes nothing. Throws CommandFailed when there is none. */
export async function openDatabaseToRead(config: MonitorConfig, running: Running): Promise<string> {
  const url = config.databaseUrl ?? (await embedded(config, running));
  await refuseNew(url, config);
  return url;
}

async function embedded(config: MonitorConfig, running: Running): Promise<string> {
  if (!(await holdsDatabase(join(config.dataDir, 'postgres')))) {
    throw new CommandFailed(`DATA_DIR：${config.dataDir} 里没有数据库，请核对 / holds no database, check it`, EXIT_USAGE);
  }
  const database = await openDatabaseBeside(config);
  running.atEnd(() => database.stop());
  return database.url;
}

/** A command that reads must not be the one that makes the tables. */
async function refuseNew(url: string, { eventStoreUrl }: MonitorConfig): Promise<void> {
  const client = new pg.Client({ connectionString: url, application_name: 'budget-monitor backup' });
  client.on('error', () => undefined);
  await client.connect();
  const needed = eventStoreUrl === null ? 'event_store.head' : 'access.app_user';
  const { rows } = await client
    .query<{ there: boolean }>('SELECT to_regclass($1) IS NOT NULL AS there', [needed])
    .finally(() => client.end());
  if (rows[0]?.there) return;
  throw new CommandFailed(
    'DATA_DIR、DATABASE_URL：这个数据库从未启动过，没有可备份的内容，请核对 / this database was never started, there is nothing to back up: check them',
    EXIT_USAGE,
  );
}
