import { join } from 'node:path';

/** The repository's root: three folders above this file in the sources and above the bundle in dist/apps/monitor alike. */
export const WORKSPACE = join(import.meta.dirname, '../../..');
