import { execFile } from 'node:child_process';
import { access, chown, constants, cp, lstat, mkdir, mkdtemp, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, parse } from 'node:path';
import { promisify } from 'node:util';
import { engineAt, type PostgresEngine } from './postgres-engine';

const run = promisify(execFile);

/** The account the server runs under. PostgreSQL refuses to run as root; everybody else runs it as himself. */
export type EngineAccount = { readonly uid: number; readonly gid: number } | null;

const ACCOUNT = 'postgres';
const SHARED_CACHE = '/var/cache/budget-monitor';

/** As root: the account "postgres", made on the first start when the machine has none. Otherwise null: run as this user. */
export async function engineAccount(): Promise<EngineAccount> {
  if (process.getuid?.() !== 0) return null;
  const known = await idsOf(ACCOUNT);
  if (known) return known;
  try {
    await run('useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', ACCOUNT]);
  } catch (cause) {
    throw new Error(
      'PostgreSQL 不能以 root 运行，也未能建立系统账号 postgres；请以普通用户启动，或先执行 useradd --system postgres / PostgreSQL does not run as root, and no account "postgres" could be made: start as an ordinary user, or run useradd --system postgres',
      { cause },
    );
  }
  const made = await idsOf(ACCOUNT);
  if (!made)
    throw new Error(
      '系统账号 postgres 已建立但读不到；请改以普通用户启动 / The account "postgres" was made but cannot be read: start as an ordinary user instead.',
    );
  return made;
}

async function idsOf(name: string): Promise<EngineAccount> {
  try {
    const [uid, gid] = await Promise.all([run('id', ['-u', name]), run('id', ['-g', name])]);
    return { uid: parseInt(uid.stdout, 10), gid: parseInt(gid.stdout, 10) };
  } catch {
    return null;
  }
}

/** Gives a file or folder to the account, when there is one. */
export async function giveTo(account: EngineAccount, path: string): Promise<void> {
  if (account) await chown(path, account.uid, account.gid);
}

/** Whether the account may pass through every folder above this path. */
export async function mayReach(account: EngineAccount, path: string): Promise<boolean> {
  if (!account) return true;
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    const { mode, uid, gid } = await stat(folder);
    const bit = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001;
    if ((mode & bit) === 0) return false;
    if (folder === parse(folder).root) return true;
  }
}

/**
 * The same programs at a place the account can reach. A project folder below /root, or one made private, is closed to it:
 * then root keeps one copy where only root can write.
 */
export async function reachableEngine(engine: PostgresEngine, account: EngineAccount): Promise<PostgresEngine> {
  if (await mayReach(account, engine.postgres)) return engine;
  const home = join(SHARED_CACHE, `postgresql-${engine.version}`);
  const copy = engineAt(home, engine.version);
  const present = await access(copy.postgres, constants.X_OK).then(
    () => true,
    () => false,
  );
  if (!present) {
    await mkdir(SHARED_CACHE, { recursive: true, mode: 0o755 });
    const draft = await mkdtemp(join(SHARED_CACHE, 'draft-'));
    await cp(engine.root, join(draft, 'engine'), { recursive: true, verbatimSymlinks: true });
    await rename(join(draft, 'engine'), home).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
    });
    await rm(draft, { recursive: true, force: true });
  }
  const { uid, mode } = await lstat(home);
  if (uid !== 0 || (mode & 0o022) !== 0)
    throw new Error(`${home} 可被其他用户改写；请删除它后重新启动 / can be written by others: delete it and start again`);
  return copy;
}
