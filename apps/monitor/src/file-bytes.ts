import { readFile } from 'node:fs/promises';
import { EXIT_USAGE } from '@budget/service-host';
import { CommandFailed } from './command-failed';

/** A file that a command was given, whole. Throws CommandFailed. */
export const bytesOf = (path: string): Promise<Buffer> =>
  readFile(path).catch((error: NodeJS.ErrnoException) => {
    const why = REASONS[error.code ?? ''] ?? `读不出来 / cannot be read (${error.message})`;
    throw new CommandFailed(`${path}: ${why}`, EXIT_USAGE);
  });

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: '没有这个文件，请核对路径 / no such file, check the path',
  EISDIR: '是文件夹，请给出其中的文件 / is a folder, name a file in it',
  EACCES: '没有读取权限 / you may not read it',
};
