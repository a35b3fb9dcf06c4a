import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureBuilt } from './build.mjs';
import { ensureInstalled } from './installation.mjs';
import { refuseOldNode } from './supported-node.mjs';
import { WORKSPACE_ROOT } from './workspace-root.mjs';

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
  process.argv = [process.argv[0], entry, ...args];
  await import(pathToFileURL(entry).href);
}
