import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';

export const ROOT = join(import.meta.dirname, '../..');

export const textOf = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

/** The documents of a YAML file; throws on whatever a strict reader would refuse, such as a key written twice. */
export function yamlOf(path: string): readonly unknown[] {
  return parseAllDocuments(textOf(path), { merge: true, uniqueKeys: true }).map((document) => {
    const [problem] = [...document.errors, ...document.warnings];
    if (problem) throw new Error(`${path}: ${problem.message}`);
    return document.toJS() as unknown;
  });
}

/** The files below a folder, by their paths from the root of the repository. */
export const filesUnder = (folder: string): readonly string[] =>
  readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(ROOT.length + 1))
    .sort();

/** The services of the workspace, by the names of their folders, images and network addresses. */
export const SERVICE_NAMES = readdirSync(join(ROOT, 'apps')).filter((app) => app.endsWith('-service'));
/** Every process that runs for as long as the installation does. */
export const PROCESSES = [...SERVICE_NAMES, 'relay'];
export const SERVICE_PORT = 3000;

export const { version: VERSION } = JSON.parse(textOf('package.json')) as { readonly version: string };

/** An image and a version that names one state: never "latest", never nothing, never a whole major line. */
export const PINNED = /^[a-z][a-z0-9./-]*:v?\d+\.\d+[\w.-]*$/;
