import { join } from 'node:path';
import { databaseBeside, DataFolderInUse, startEmbeddedPostgres } from '@budget/adapters/embedded-postgres';
import type { MonitorConfig } from '@budget/adapters/nest-platform';
import { EXIT_USAGE } from '@budget/service-host';
import { CommandFailed } from './command-failed';

export type Database = { readonly url: string; stop(): Promise<void> };

/** The PostgreSQL of DATABASE_URL, or one of our own inside DATA_DIR. */
export async function openDatabase({ databaseUrl, dataDir }: MonitorConfig, log: (message: string) => void): Promise<Database> {
  if (databaseUrl !== null) return { url: databaseUrl, stop: () => Promise.resolve() };
  const embedded = await startEmbeddedPostgres({ dataDir: join(dataDir, 'postgres'), log }).catch((error: unknown) => {
    throw unusableFolder(error, dataDir) ?? error;
  });
  return { url: embedded.connectionString, stop: () => embedded.stop() };
}

/** The same beside a running server: the embedded database that it owns is shared, and ends with it. */
export async function openDatabaseBeside(config: MonitorConfig): Promise<Database> {
  try {
    return await openDatabase(config, () => undefined);
  } catch (error) {
    const url = error instanceof DataFolderInUse ? await databaseBeside(join(config.dataDir, 'postgres')) : null;
    if (url === null) throw error;
    return { url, stop: () => Promise.resolve() };
  }
}

const WHY: Readonly<Record<string, string>> = {
  ENOENT: '这里不能建立文件夹 / no folder can be made there',
  ENOTDIR: '路径中有一段不是文件夹 / a part of the path is no folder',
  EEXIST: '这个路径不是文件夹 / the path is no folder',
  EACCES: '当前用户没有权限 / this user may not use it',
  EPERM: '文件夹属于别的用户 / it belongs to another user',
  EROFS: '这里不能写入 / nothing can be written there',
  ENOSPC: '磁盘已满 / the disk is full',
};

function unusableFolder(error: unknown, dataDir: string): CommandFailed | null {
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
  const why = WHY[code];
  if (why === undefined || (error instanceof Error && !('syscall' in error))) return null;
  return new CommandFailed(`DATA_DIR：“${dataDir}”不能使用：${why} (${code})。请换一个文件夹 / choose another folder`, EXIT_USAGE);
}
