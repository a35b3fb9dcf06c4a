import { randomBytes } from 'node:crypto';
import { chmod, readFile, realpath, stat, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { giveTo, mayReach, type EngineAccount } from './engine-account';
import { makeFolders } from './make-folders';

/** One folder: the cluster, its password (mode 600) and the server's own log. */
export type DataFolder = {
  readonly path: string;
  readonly cluster: string;
  readonly log: string;
  readonly password: string;
  /** The server's account cannot walk down to the folder by name; it is started inside it instead. */
  readonly hidden: boolean;
};

export async function openDataFolder(path: string, account: EngineAccount): Promise<DataFolder> {
  await makeFolders(resolve(path));
  const real = await realpath(path);
  await giveTo(account, real);
  await chmod(real, 0o700);
  return {
    path: real,
    cluster: join(real, 'cluster'),
    log: join(real, 'server.log'),
    password: await keptPassword(join(real, 'password')),
    hidden: !(await mayReach(account, join(real, 'cluster'))),
  };
}

// "wx": of two processes that start at the same time, one writes the password and both read it.
async function keptPassword(file: string): Promise<string> {
  await writeFile(file, randomBytes(24).toString('base64url'), { flag: 'wx', mode: 0o600 }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  const password = (await readFile(file, 'utf8')).trim();
  if (password === '')
    throw new Error(
      `DATA_DIR：${file} 是空的；请放回这个数据库的口令，或换一个 DATA_DIR / it is empty: put back the password of this database, or choose another DATA_DIR`,
    );
  return password;
}

export const isCluster = (cluster: string): Promise<boolean> =>
  stat(join(cluster, 'PG_VERSION')).then(
    () => true,
    () => false,
  );
