import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { withProgress } from './progress.mjs';
import { runQuietly } from './run-quietly.mjs';
import { WORKSPACE_ROOT } from './workspace-root.mjs';

const SOURCES = ['apps', 'libs', 'infra/workspace', 'nx.json', 'package-lock.json', 'tsconfig.base.json'];
const TEST = /\.(spec|int-spec)\.tsx?$/;

const entryOf = (app) => join(WORKSPACE_ROOT, 'dist/apps', app, app === 'dashboard' ? 'index.html' : 'main.js');
const stampOf = (app) => join(WORKSPACE_ROOT, 'dist/.built-from', app);

function filesOf(source) {
  const path = join(WORKSPACE_ROOT, source);
  if (statSync(path).isFile()) return [path];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !TEST.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** One digest over everything a build reads. */
function sourceFingerprint() {
  const digest = createHash('sha256');
  for (const file of SOURCES.flatMap(filesOf))
    digest
      .update(`${relative(WORKSPACE_ROOT, file)}\0`)
      .update(readFileSync(file))
      .update('\0');
  return digest.digest('hex');
}

const isCurrent = (app, fingerprint) =>
  existsSync(entryOf(app)) && existsSync(stampOf(app)) && readFileSync(stampOf(app), 'utf8') === fingerprint;

/** Builds those of the named apps whose files in dist/ are missing or older than the sources. */
export async function ensureBuilt(apps) {
  const fingerprint = sourceFingerprint();
  const stale = apps.filter((app) => !isCurrent(app, fingerprint));
  if (stale.length === 0) return;
  for (const app of stale) rmSync(stampOf(app), { force: true });
  const nx = ['node_modules/nx/dist/bin/nx.js', 'run-many', '-t', 'build', '-p', stale.join(','), '--outputStyle=stream'];
  await withProgress(`正在构建 ${stale.join('、')} / Building …`, () =>
    runQuietly(
      process.execPath,
      nx,
      '请改正上面指出的源文件，npm run check 可看全部 / correct the sources named above, npm run check shows more',
    ),
  );
  for (const app of stale) {
    mkdirSync(dirname(stampOf(app)), { recursive: true });
    writeFileSync(stampOf(app), fingerprint);
  }
}
