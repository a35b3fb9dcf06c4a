import { join } from 'node:path';
import { WORKSPACE_ROOT } from './workspace-root.mjs';

/** esbuild takes a name of ours that leads to no file for an npm package, and the service would fail only when it starts. */
const ownNamesLeadToFiles = {
  name: 'own-names-lead-to-files',
  setup: (build) =>
    build.onEnd(({ metafile }) => ({
      errors: Object.values(metafile?.outputs ?? {})
        .flatMap(({ imports }) => imports)
        .filter(({ external, path }) => external && path.startsWith('@budget/'))
        .map(({ path }) => ({ text: `${path} leads to no file; its place is named in tsconfig.base.json` })),
    })),
};

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
  metafile: true,
  plugins: [ownNamesLeadToFiles],
  logLevel: 'warning',
});
