import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The repository's root folder. */
export const WORKSPACE = fileURLToPath(new URL('../../../', import.meta.url));

const build = (apps: readonly string[]): string =>
  `import { ensureBuilt } from './infra/workspace/build.mjs'; await ensureBuilt(${JSON.stringify(apps)});`;
const ready = new Set<string>();

/** Paths of dist/apps/<app>/main.js, built first where they are missing or older than the sources. */
export function built<const Apps extends readonly string[]>(...apps: Apps): { readonly [Index in keyof Apps]: string } {
  const missing = apps.filter((app) => !ready.has(app));
  if (missing.length > 0) {
    const { status, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', build(missing)], {
      cwd: WORKSPACE,
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(`These do not build: ${missing.join(', ')}\n${stderr}`);
    missing.forEach((app) => ready.add(app));
  }
  return apps.map((app) => `${WORKSPACE}dist/apps/${app}/main.js`) as { readonly [Index in keyof Apps]: string };
}

/** Path of dist/apps/monitor/main.js, built first when it is missing or older than the sources. */
export const builtMonitor = (): string => built('monitor')[0];
