import { copyFile, readFile, stat, symlink } from 'node:fs/promises';
import { basename, join } from 'node:path';

type Link = { readonly source: string; readonly target: string };

/**
 * Puts back the symbolic links between the libraries of a PostgreSQL package. npm packages cannot hold links; the package
 * lists them in native/pg-symlinks.json for its install script, which npm may skip. Links that are there are left alone.
 */
export async function restoreLinks(packageRoot: string): Promise<void> {
  const links = await readFile(join(packageRoot, 'native', 'pg-symlinks.json'), 'utf8').then(
    (text) => JSON.parse(text) as readonly Link[],
    () => [],
  );
  for (const { source, target } of links) {
    if (await exists(join(packageRoot, target))) continue;
    await symlink(basename(source), join(packageRoot, target)).catch(async (error: NodeJS.ErrnoException) => {
      // Windows asks for a privilege to make links; a second copy serves as well.
      if (error.code !== 'EEXIST') await copyFile(join(packageRoot, source), join(packageRoot, target));
    });
  }
}

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );
