import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeFolders } from './make-folders';

const root = mkdtempSync(join(tmpdir(), 'folders-'));
afterAll(() => rmSync(root, { recursive: true }));

describe('making a folder', () => {
  it('makes those above it too, and leaves one that is there alone', async () => {
    const path = join(root, 'a/b/c');
    await makeFolders(path);
    await makeFolders(path);
    expect(statSync(path).isDirectory()).toBe(true);
  });

  it('refuses a file, and a path through a file', async () => {
    const file = join(root, 'file');
    writeFileSync(file, '');
    await expect(makeFolders(file)).rejects.toMatchObject({ code: 'EEXIST', syscall: 'mkdir' });
    await expect(makeFolders(join(file, 'below'))).rejects.toMatchObject({ code: 'ENOTDIR', syscall: 'mkdir' });
  });

  it('comes to an end also where the system takes no folder', async () => {
    await expect(makeFolders('/proc/budget/postgres')).rejects.toMatchObject({ syscall: 'mkdir' });
  });
});
