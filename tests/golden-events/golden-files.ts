import type { StoredFact } from '@budget/kernel';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';

const FOLDER = new URL('./', import.meta.url);
const INDEX = 'index.json';

export type GoldenFile = { readonly file: string; readonly sha256: string; readonly fact: StoredFact };

export const goldenFiles: readonly GoldenFile[] = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.json') && file !== INDEX)
  .sort()
  .map((file) => {
    const bytes = readFileSync(new URL(file, FOLDER));
    return { file, sha256: createHash('sha256').update(bytes).digest('hex'), fact: JSON.parse(bytes.toString('utf8')) as StoredFact };
  });

/** Every file ever added, with its digest. */
export const goldenIndex = JSON.parse(readFileSync(new URL(INDEX, FOLDER), 'utf8')) as Readonly<Record<string, string>>;
