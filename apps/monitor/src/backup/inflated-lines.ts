import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { EXIT_USAGE } from '@budget/service-host';
import { CommandFailed } from '../command-failed';
import { BadBackup } from './bad-backup';

const LINE_END = 0x0a;
const CHUNK_BYTES = 256 * 1_024;

const UNREADABLE: Readonly<Record<string, string>> = {
  ENOENT: '没有这个文件，请核对路径 / no such file, check the path',
  EISDIR: '是文件夹，请给出其中的文件 / is a folder, name a file in it',
  EACCES: '没有读取权限 / you may not read it',
};

/** The lines of a compressed text, each without its end, as many together as arrive together. Throws BadBackup where it breaks off. */
export async function* inflatedLines(file: string): AsyncGenerator<readonly Buffer[]> {
  const inflated = createGunzip({ chunkSize: CHUNK_BYTES });
  // Its failures arrive through the loop below.
  pipeline(createReadStream(file, { highWaterMark: CHUNK_BYTES }), inflated, () => undefined);
  let begun: Buffer[] = [];
  let count = 0;
  try {
    for await (const chunk of inflated as AsyncIterable<Buffer>) {
      const lines: Buffer[] = [];
      let from = 0;
      for (let at = chunk.indexOf(LINE_END); at >= 0; at = chunk.indexOf(LINE_END, from)) {
        begun.push(chunk.subarray(from, at));
        lines.push(begun.length === 1 ? (begun[0] as Buffer) : Buffer.concat(begun));
        begun = [];
        from = at + 1;
      }
      if (from < chunk.length) begun.push(chunk.subarray(from));
      count += lines.length;
      if (lines.length > 0) yield lines;
    }
  } catch (error) {
    throw asFailure(error, file, count + 1);
  }
  if (begun.length > 0) throw new BadBackup(file, count + 1, CUT_SHORT);
}

const CUT_SHORT = '文件到这里就断了 / the file is cut short here';

function asFailure(error: unknown, file: string, line: number): unknown {
  const { code, message } = error as NodeJS.ErrnoException;
  const unreadable = UNREADABLE[code ?? ''];
  if (unreadable !== undefined) return new CommandFailed(`${file}：${unreadable}`, EXIT_USAGE);
  if (code === undefined || !code.startsWith('Z_')) return error;
  if (line === 1 && message.includes('incorrect header')) {
    return new BadBackup(file, line, '不是 budget-monitor backup 写的文件 / this is no file of budget-monitor backup');
  }
  return new BadBackup(file, line, code === 'Z_BUF_ERROR' ? CUT_SHORT : `文件在此处损坏，读不下去 / the file is damaged here (${message})`);
}
