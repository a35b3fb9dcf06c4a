import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const WORKSPACE = resolve(dirname(fileURLToPath(import.meta.url)), '../../../..');

/** Bundles a TypeScript program into one file that a child process can run: `bundleProcess(new URL('writer.ts', import.meta.url))`. */
export async function bundleProcess(entry: URL): Promise<string> {
  await mkdir(join(WORKSPACE, 'tmp'), { recursive: true });
  const folder = await mkdtemp(join(WORKSPACE, 'tmp', 'process-'));
  const outfile = join(folder, basename(entry.pathname).replace(/\.ts$/, '.mjs'));
  const esbuild = createRequire(import.meta.url).resolve('esbuild/bin/esbuild');
  const options = ['--bundle', '--platform=node', '--format=esm', '--target=node20', '--packages=external', '--log-level=warning'];
  await run(esbuild, [fileURLToPath(entry), ...options, `--outfile=${outfile}`, `--tsconfig=${join(WORKSPACE, 'tsconfig.json')}`], {
    cwd: WORKSPACE,
  });
  return outfile;
}

export const removeBundle = (outfile: string): Promise<void> => rm(dirname(outfile), { recursive: true, force: true });
