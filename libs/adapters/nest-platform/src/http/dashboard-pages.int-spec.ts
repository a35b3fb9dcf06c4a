import { useTestDatabase } from '@budget/adapters/embedded-postgres';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPlatformApp, type PlatformApp } from '../testing/platform-app.fixture';

const database = useTestDatabase();
const INDEX = '<!doctype html><title>预算执行</title><div id="root"></div>';
const SCRIPT = `console.log("${'x'.repeat(3_000)}");`;
let folder: string;
let platform: PlatformApp;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dashboard-'));
  await mkdir(join(folder, 'assets'));
  await writeFile(join(folder, 'index.html'), INDEX);
  await writeFile(join(folder, 'favicon.svg'), '<svg/>');
  await writeFile(join(folder, 'assets', 'main-3fa9.js'), SCRIPT);
  await writeFile(join(folder, '..', 'outside.txt'), 'not for you');
  platform = await startPlatformApp(database.pool, { dashboardDir: folder });
});
afterAll(async () => {
  await platform.app.close();
  await rm(folder, { recursive: true });
});

const get = async (path: string, accept = 'text/html,*/*;q=0.8') => {
  const response = await fetch(`${platform.url}${path}`, { headers: { accept } });
  const header = (name: string): string | null => response.headers.get(name);
  return { status: response.status, type: header('content-type'), cache: header('cache-control'), text: await response.text(), header };
};

describe('the dashboard', () => {
  it.each(['/', '/index.html', '/login', '/projects/13043425P00000110076T?asOf=2025-06-30', '/no/such/page', '/policies/v1.2'])(
    'is served at %s, asked for anew each time',
    async (path) => {
      expect(await get(path)).toMatchObject({ status: 200, type: 'text/html; charset=utf-8', cache: 'no-cache', text: INDEX });
    },
  );

  it('keeps its hashed files in the browser for ever, packed', async () => {
    const script = await get('/assets/main-3fa9.js', '*/*');
    expect(script).toMatchObject({
      status: 200,
      type: 'text/javascript; charset=utf-8',
      cache: 'public, max-age=31536000, immutable',
      text: SCRIPT,
    });
    expect([script.header('content-encoding'), script.header('x-content-type-options')]).toEqual(['gzip', 'nosniff']);
  });

  it('is framed by nobody and loads nothing from elsewhere', async () => {
    const page = await get('/');
    expect(page.header('content-security-policy')).toBe(
      "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; " +
        "connect-src 'self'; worker-src 'self' blob:; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'",
    );
    expect(page.header('x-frame-options')).toBe('DENY');
  });

  it('is not sent again to a browser that has it', async () => {
    const etag = (await get('/')).header('etag') ?? '';
    const response = await fetch(`${platform.url}/`, { headers: { 'if-none-match': etag } });
    expect([response.status, await response.text()]).toEqual([304, '']);
  });

  it.each([
    ['/assets/old-build.js', '*/*'],
    ['/api/v1/nothing', 'text/html'],
    ['/api', 'text/html'],
    ['/data.json', 'application/json'],
    ['/assets/..%2f..%2foutside.txt', '*/*'],
    ['/..%2foutside.txt', 'text/plain'],
  ])('is not served for %s', async (path, accept) => {
    const { status, type, text } = await get(path, accept);
    expect([status, type, (JSON.parse(text) as { code: string }).code]).toEqual([
      404,
      'application/problem+json; charset=utf-8',
      'not-found',
    ]);
  });

  it('takes no POST', async () => {
    expect((await fetch(`${platform.url}/login`, { method: 'POST' })).status).toBe(404);
  });
});
