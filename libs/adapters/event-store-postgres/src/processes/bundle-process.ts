import { execFile } from 'node:child_process';
import { mkdir, mkdtemp } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const HERE = fileURLToPath(new URL('.', import.meta.url));
const WORKSPACE = resolve(HERE, '../../../../..');

/** Bundles a program of this folder into one file that a child process can run. Answers its path. */
export async function bundleProcess(name: string): Promise<string> {
  await mkdir(join(WORKSPACE, 'tmp'), { recursive: true });
  const folder = await mkdtemp(join(WORKSPACE, 'tmp', 'process-'));
  const outfile = join(folder, `${name}.mjs`);
  const esbuild = createRequire(import.meta.url).resolve('esbuild/bin/esbuild');
  const options = ['--bundle', '--platform=node', '--format=esm', '--external:pg', `--outfile=${outfile}`, '--log-level=warning'];
  await run(esbuild, [join(HERE, `${name}.ts`), ...options, `--tsconfig=${join(WORKSPACE, 'tsconfig.json')}`], { cwd: WORKSPACE });
  return outfile;
}
