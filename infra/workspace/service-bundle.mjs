import { join } from 'node:path';
import { WORKSPACE_ROOT } from './workspace-root.mjs';

/**
 * How esbuild makes dist/apps/<service>/main.js: our sources in one ESM file, npm packages left outside.
 * Names are kept because Nest and TypeORM read class names.
 */
export const serviceBundle = (service) => ({
  absWorkingDir: WORKSPACE_ROOT,
  entryPoints: [join('apps', service, 'src/main.ts')],
  outfile: join('dist/apps', service, 'main.js'),
  tsconfig: 'tsconfig.base.json',
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'esm',
  packages: 'external',
  keepNames: true,
  sourcemap: true,
  logLevel: 'warning',
});
