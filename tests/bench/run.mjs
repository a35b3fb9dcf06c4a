import { spawn } from 'node:child_process';
import { mkdir, rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { build } from 'esbuild';

// node tests/bench/run.mjs NAME [arguments]: bundles tests/bench/NAME.bench.ts and runs it in a process of its own.
const [name, ...rest] = process.argv.slice(2);
if (!name) {
  console.error('Name the bench to run, such as: node tests/bench/run.mjs event-store');
  process.exit(2);
}
const workspace = resolve(import.meta.dirname, '../..');
const folder = resolve(workspace, 'tmp/bench');
const outfile = resolve(folder, `${name}-${process.pid}.mjs`);

await mkdir(folder, { recursive: true });
await build({
  absWorkingDir: workspace,
  entryPoints: [resolve(import.meta.dirname, `${name}.bench.ts`)],
  outfile,
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  tsconfig: resolve(workspace, 'tsconfig.json'),
  packages: 'external',
  logLevel: 'warning',
});
const bench = spawn(process.execPath, [outfile, ...rest], { cwd: workspace, stdio: 'inherit' });
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => bench.kill(signal));
bench.on('exit', async (code) => {
  await rm(outfile, { force: true });
  process.exit(code ?? 1);
});
