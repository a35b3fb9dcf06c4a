import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { giveTo } from './engine-account';
import { clusterArgument, SERVER_ENVIRONMENT, type ServerPlace } from './server-process';

const run = promisify(execFile);

/** Makes the cluster beside its final place and moves it there whole: a start that dies half-way leaves nothing half-made. */
export async function createCluster({ engine, folder, account }: ServerPlace, flags: readonly string[] = []): Promise<void> {
  const draft = await mkdtemp(join(folder.path, 'draft-'));
  const cluster = join(draft, 'cluster');
  const passwordFile = join(draft, 'password');
  try {
    await giveTo(account, draft);
    await mkdir(cluster, { mode: 0o700 });
    await giveTo(account, cluster);
    await writeFile(passwordFile, folder.password, { mode: 0o600 });
    await giveTo(account, passwordFile);
    await run(
      engine.initdb,
      [
        `--pgdata=${clusterArgument(folder, cluster)}`,
        `--pwfile=${folder.hidden ? '/proc/self/cwd/../password' : passwordFile}`,
        '--username=postgres',
        '--auth=scram-sha-256',
        '--encoding=UTF8',
        '--locale=C',
        '--no-instructions',
        ...flags,
      ],
      { cwd: cluster, env: SERVER_ENVIRONMENT, ...account },
    );
    await rename(cluster, folder.cluster).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
    });
  } catch (cause) {
    throw new Error(
      `DATA_DIR：在 ${folder.path} 中不能建立数据库；请检查磁盘空间和权限 / the database could not be made there, check space and permissions: ${reason(cause)}`,
      { cause },
    );
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

const reason = (error: unknown): string => {
  const { stderr, message } = error as { stderr?: string; message: string };
  return stderr?.trim().split('\n').at(-1) ?? message;
};
