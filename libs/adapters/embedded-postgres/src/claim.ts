import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { DataFolderInUse } from './data-folder-in-use';

export type ServerAddress = { readonly port: number; readonly password: string; readonly database: string };

/** A connection that owns the data folder for as long as it lives. */
export type Ownership = { readonly client: pg.Client; readonly ended: Promise<void> };

export const connectionStringOf = ({ port, password, database }: ServerAddress): string =>
  `postgresql://postgres:${password}@127.0.0.1:${port}/${database}`;

// "budget" in hexadecimal. The lock dies with the connection, hence with the process: no stale owner is left behind.
const OWNER_LOCK = '0x627564676574';

// The server needs a moment to notice that a killed owner is gone.
const LOCK_ATTEMPTS = 10;
const LOCK_PAUSE_MS = 150;

/**
 * Connects and takes the folder's owner lock; null while the server does not answer yet.
 * Throws DataFolderInUse when another process holds the lock, and a clear error when the server refuses the password.
 */
export async function claim(address: ServerAddress, folder: string): Promise<Ownership | null> {
  const client = new pg.Client({ connectionString: connectionStringOf(address), keepAlive: true, connectionTimeoutMillis: 5_000 });
  const ended = new Promise<void>((resolve) => client.once('end', resolve));
  client.on('error', () => undefined);
  try {
    await client.connect();
    for (let attempt = 1; attempt <= LOCK_ATTEMPTS; attempt++) {
      const { rows } = await client.query<{ mine: boolean }>(`SELECT pg_try_advisory_lock(${OWNER_LOCK}) AS mine`);
      if (rows[0]?.mine) return { client, ended };
      await pause(LOCK_PAUSE_MS);
    }
  } catch (cause) {
    if ((cause as { code?: string }).code !== '28P01') return null;
    throw new Error(
      `DATA_DIR：${folder} 中保存的口令打不开这个数据库；请把该文件夹恢复原样 / the password kept there does not open this database: put the folder back as it was`,
      { cause },
    );
  }
  await client.end();
  throw new DataFolderInUse(folder);
}
