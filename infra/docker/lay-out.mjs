// node infra/docker/lay-out.mjs <service> <folder>: all that a service needs at run time, and nothing else, as it stands in its image.
import { build } from 'esbuild';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { serviceBundle } from '../workspace/service-bundle.mjs';
import { WORKSPACE_ROOT } from '../workspace/workspace-root.mjs';
import { productionPackages } from './production-packages.mjs';

/** Found at run time by its name in a text, which no bundler sees. */
const ASKED_FOR_BY_NAME = ['swagger-ui-dist'];

const [service, target] = process.argv.slice(2);
if (!service || !target) throw new Error('Usage: node infra/docker/lay-out.mjs <service> <folder>');
const folder = resolve(target);
mkdirSync(folder, { recursive: true });

const { metafile } = await build({ ...serviceBundle(service), outfile: join(folder, 'dist/apps', service, 'main.js') });
const imports = Object.values(metafile.outputs)
  .flatMap((output) => output.imports)
  .filter(({ external, path }) => external && !path.startsWith('node:'))
  .map(({ path }) => path.match(/^(?:@[^/]+\/)?[^/]+/)[0]);

const packages = productionPackages(WORKSPACE_ROOT, new Set([...imports, ...ASKED_FOR_BY_NAME]));
for (const name of packages) {
  const from = join(WORKSPACE_ROOT, name);
  cpSync(from, join(folder, name), {
    recursive: true,
    filter: (path) => !path.startsWith(join(from, 'node_modules')) && !isForAuthors(path),
  });
}

const { name, version, type, license } = JSON.parse(readFileSync(join(WORKSPACE_ROOT, 'package.json'), 'utf8'));
writeFileSync(join(folder, 'package.json'), `${JSON.stringify({ name, version, private: true, type, license }, null, 2)}\n`);
console.info(`${service}: ${packages.length} packages in ${folder}`);

function isForAuthors(path) {
  return /\.d\.[cm]?ts$|(?<!main)\.js\.map$/.test(path);
}
