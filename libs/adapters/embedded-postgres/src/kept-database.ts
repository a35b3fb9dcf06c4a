import { readFile, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { connectionStringOf } from './claim';
import { isCluster } from './data-folder';
import { runningServer } from './postmaster-file';

/** Whether a database was ever made in this folder. Makes nothing. */
export const holdsDatabase = (dataDir: string): Promise<boolean> => isCluster(join(dataDir, 'cluster'));

/**
 * How to connect to the database that another process runs in this folder, beside it; null when none answers. Takes no ownership: the server
 * ends with its owner, and this connection with it.
 */
export async function databaseBeside(dataDir: string, database = 'budget'): Promise<string | null> {
  const folder = await realpath(dataDir);
  const running = await runningServer(join(folder, 'cluster'));
  if (!running?.ready) return null;
  const password = (await readFile(join(folder, 'password'), 'utf8')).trim();
  return connectionStringOf({ port: running.port, password, database });
}
