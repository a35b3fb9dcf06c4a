import { readFileSync, writeFileSync } from 'node:fs';
import { gunzipSync, gzipSync } from 'node:zlib';

export type BackupAnswer = {
  readonly file: string;
  readonly head: string;
  readonly events: number;
  readonly positions: string;
  readonly rows: Readonly<Record<string, number>>;
  readonly sha256: string;
};

/** The lines of a backup as an auditor reads them: gunzip and a JSON parser. */
export const linesOfBackup = (file: string): readonly string[] => gunzipSync(readFileSync(file)).toString('utf8').trimEnd().split('\n');

/** Another backup with changed lines; answers its path. */
export function rewritten(file: string, name: string, change: (lines: string[]) => readonly string[]): string {
  const path = `${file}.${name}`;
  writeFileSync(path, gzipSync(`${change([...linesOfBackup(file)]).join('\n')}\n`));
  return path;
}

/** The same file with other bytes; answers its path. */
export function damaged(file: string, name: string, change: (bytes: Buffer) => Buffer): string {
  const path = `${file}.${name}`;
  writeFileSync(path, change(readFileSync(file)));
  return path;
}
