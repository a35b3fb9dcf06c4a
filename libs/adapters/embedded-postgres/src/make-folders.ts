import { mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Makes a folder and those above it; one that is there is left alone. Throws what the system says. Not mkdir's own `recursive`: below
 * /proc that tries for ever.
 */
export async function makeFolders(path: string): Promise<void> {
  const failure = await made(path);
  if (failure?.code === 'ENOENT' && dirname(path) !== path) {
    await makeFolders(dirname(path));
    const again = await made(path);
    if (again) throw again;
  } else if (failure) throw failure;
}

const made = async (path: string): Promise<NodeJS.ErrnoException | null> => {
  try {
    await mkdir(path);
    return null;
  } catch (error) {
    const isThere = (error as NodeJS.ErrnoException).code === 'EEXIST' && (await stat(path)).isDirectory();
    return isThere ? null : (error as NodeJS.ErrnoException);
  }
};
