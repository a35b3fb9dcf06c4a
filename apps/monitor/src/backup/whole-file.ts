import { access, open, rename, rm, type FileHandle } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { EXIT_USAGE } from '@budget/service-host';
import { CommandFailed } from '../command-failed';

const OWNER_ONLY = 0o600;

const WHY: Readonly<Record<string, string>> = {
  ENOENT: '没有这个文件夹，请先建立 / no such folder, make it first',
  ENOTDIR: '路径中有一段不是文件夹 / a part of the path is no folder',
  EACCES: '当前用户不能在这里写入 / this user may not write there',
  EPERM: '当前用户不能在这里写入 / this user may not write there',
  EROFS: '这里不能写入 / nothing can be written there',
  ENOSPC: '磁盘已满 / the disk is full',
};

/**
 * Compresses a text into a file that is there whole or not at all: written beside its place, brought to the disk, then given its name. For its
 * owner alone. Answers the bytes written. An existing file is never replaced. Throws CommandFailed.
 */
export async function writeWhole(path: string, text: AsyncIterable<Buffer>): Promise<number> {
  const place = resolve(path);
  await refuseExisting(place);
  const draft = join(dirname(place), `.${basename(place)}.${process.pid}.part`);
  try {
    const file = await open(draft, 'wx', OWNER_ONLY);
    const bytes = await fill(file, text);
    await refuseExisting(place);
    await rename(draft, place);
    await keepName(dirname(place));
    return bytes;
  } catch (error) {
    await rm(draft, { force: true });
    throw asFailure(error, path);
  }
}

export async function refuseExisting(path: string): Promise<void> {
  const exists = await access(path).then(
    () => true,
    () => false,
  );
  if (exists) throw new CommandFailed(`--to：${path} 已经存在，请换一个文件名 / exists already, name another file`, EXIT_USAGE);
}

async function fill(file: FileHandle, text: AsyncIterable<Buffer>): Promise<number> {
  try {
    await pipeline(Readable.from(text, { highWaterMark: 2 }), createGzip(), async (compressed: AsyncIterable<Buffer>) => {
      for await (const chunk of compressed) await file.writeFile(chunk);
    });
    await file.sync();
    return (await file.stat()).size;
  } finally {
    await file.close();
  }
}

/** The new name itself survives a power cut; not every system lets a folder be opened for that. */
async function keepName(folder: string): Promise<void> {
  const opened = await open(folder, 'r').catch(() => null);
  await opened?.sync().catch(() => undefined);
  await opened?.close();
}

function asFailure(error: unknown, path: string): unknown {
  const { code, syscall } = error as NodeJS.ErrnoException;
  const why = WHY[code ?? ''];
  if (why === undefined || syscall === undefined) return error;
  return new CommandFailed(`--to：${path}：${why}`, EXIT_USAGE);
}
