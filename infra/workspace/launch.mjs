import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureBuilt } from './build.mjs';
import { ensureInstalled } from './installation.mjs';
import { refuseOldNode } from './supported-node.mjs';
import { WORKSPACE_ROOT } from './workspace-root.mjs';

/** npm was killed without a chance to pass it on: stop as if asked to, and leave the port and the data to the next start. */
function stopWithNpm() {
  if (process.env.npm_lifecycle_event === undefined) return;
  const npm = process.ppid;
  const watching = setInterval(() => {
    if (process.ppid === npm) return;
    clearInterval(watching);
    process.kill(process.pid, 'SIGTERM');
  }, 500).unref();
}

/**
 * Prepares what is missing and becomes that service: same process, so that signals and the exit code are its own.
 * Settings of a `.env` file in the workspace count unless the environment already has them.
 */
export async function launch(service, args, { also = [] } = {}) {
  refuseOldNode();
  await ensureInstalled();
  await ensureBuilt([service, ...also]);
  const settings = join(WORKSPACE_ROOT, '.env');
  if (existsSync(settings)) process.loadEnvFile(settings);
  const entry = join(WORKSPACE_ROOT, 'dist/apps', service, 'main.js');
  stopWithNpm();
  process.argv = [process.argv[0], entry, ...args];
  await import(pathToFileURL(entry).href);
}
