import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * The folders below `root`, such as node_modules/pg/node_modules/x, of every npm package that these names need at run time.
 * They are those that npm ci has put there by package-lock.json. Optional packages are left out.
 */
export function productionPackages(root, names) {
  const found = new Set();
  const add = (name, from) => {
    const folder = folderOf(root, name, from);
    if (folder === null) throw new Error(`${name}, needed by ${from || 'the bundle'}, is not installed: run npm ci`);
    if (found.has(folder)) return;
    found.add(folder);
    const { dependencies = {}, peerDependencies = {}, peerDependenciesMeta = {}, optionalDependencies = {} } = manifest(root, folder);
    const peers = Object.keys(peerDependencies).filter((peer) => !peerDependenciesMeta[peer]?.optional);
    for (const needed of new Set([...Object.keys(dependencies), ...peers])) {
      if (!(needed in optionalDependencies)) add(needed, folder);
    }
  };
  for (const name of names) add(name, '');
  return [...found].sort();
}

const manifest = (root, folder) => JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));

/** As Node looks for it: beside the asking package, then in every folder above. */
function folderOf(root, name, from) {
  for (let at = from; ; at = dirname(at)) {
    const folder = join(at, 'node_modules', name);
    if (existsSync(join(root, folder, 'package.json'))) return folder;
    if (at === '' || at === '.') return null;
  }
}
