import { fileURLToPath } from 'node:url';

/** Absolute path of the repository, whatever folder a command was called from. */
export const WORKSPACE_ROOT = fileURLToPath(new URL('../../', import.meta.url));
