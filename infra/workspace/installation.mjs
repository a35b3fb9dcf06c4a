import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withProgress } from './progress.mjs';
import { runQuietly } from './run-quietly.mjs';
import { WORKSPACE_ROOT } from './workspace-root.mjs';

const LOCK_FILE = join(WORKSPACE_ROOT, 'package-lock.json');
const INSTALLED = join(WORKSPACE_ROOT, 'node_modules/.package-lock.json');
const STAMP = join(WORKSPACE_ROOT, 'node_modules/.installed-from');

const packagesOf = (file) => JSON.parse(readFileSync(file, 'utf8')).packages;

/** Packages for other platforms are in the lock file and not on this disk. */
function agreesWithLockFile() {
  const installed = packagesOf(INSTALLED);
  return Object.entries(packagesOf(LOCK_FILE)).every(([path, { version, optional }]) =>
    path === '' || (optional && !installed[path]) ? true : installed[path]?.version === version,
  );
}

function stamped() {
  const digest = createHash('sha256').update(readFileSync(LOCK_FILE)).digest('hex');
  return { digest, current: existsSync(STAMP) && existsSync(INSTALLED) && readFileSync(STAMP, 'utf8') === digest };
}

/** Installs what package-lock.json names unless node_modules already is exactly that. */
export async function ensureInstalled() {
  const { digest, current } = stamped();
  if (current) return;
  if (!existsSync(INSTALLED) || !agreesWithLockFile()) {
    await withProgress('正在安装依赖包，只需一次，约一两分钟 / Installing the packages of package-lock.json, once …', () => {
      const options = ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
      const hint = '请确认能连上 npm 源，再运行一次 / check that the npm registry can be reached, then run the same command again';
      const npm = process.env.npm_execpath ?? '';
      return npm.endsWith('npm-cli.js') ? runQuietly(process.execPath, [npm, ...options], hint) : runQuietly('npm', options, hint);
    });
  }
  writeFileSync(STAMP, digest);
}
