import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The repository's root folder. */
export const WORKSPACE = fileURLToPath(new URL('../../../', import.meta.url));

const BUILD = `import { ensureBuilt } from './infra/workspace/build.mjs'; await ensureBuilt(['monitor']);`;
let entry: string | undefined;

/** Path of dist/apps/monitor/main.js, built first when it is missing or older than the sources. */
export function builtMonitor(): string {
  if (entry !== undefined) return entry;
  const { status, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', BUILD], { cwd: WORKSPACE, encoding: 'utf8' });
  if (status !== 0) throw new Error(`The monitor does not build:\n${stderr}`);
  return (entry = `${WORKSPACE}dist/apps/monitor/main.js`);
}
