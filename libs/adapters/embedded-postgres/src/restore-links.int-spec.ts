import { mkdir, mkdtemp, readFile, readlink, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { restoreLinks } from './restore-links';

describe('the libraries of a package that npm installed without its script', () => {
  let root: string;

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'budget-monitor-links-'));
    await mkdir(join(root, 'native', 'lib'), { recursive: true });
    await writeFile(join(root, 'native', 'lib', 'libpq.so.5.18'), 'library');
  });
  afterEach(() => rm(root, { recursive: true }));

  it('find each other again by their short names', async () => {
    const links = ['libpq.so', 'libpq.so.5'].map((name) => ({ source: 'native/lib/libpq.so.5.18', target: `native/lib/${name}` }));
    await writeFile(join(root, 'native', 'pg-symlinks.json'), JSON.stringify(links));
    await restoreLinks(root);
    await restoreLinks(root);
    expect(await readFile(join(root, 'native', 'lib', 'libpq.so.5'), 'utf8')).toBe('library');
    expect(await readlink(join(root, 'native', 'lib', 'libpq.so'))).toBe('libpq.so.5.18');
  });

  it('are left alone by a package that lists no links', async () => {
    await restoreLinks(root);
    await expect(readlink(join(root, 'native', 'lib', 'libpq.so'))).rejects.toThrow('ENOENT');
  });
});
