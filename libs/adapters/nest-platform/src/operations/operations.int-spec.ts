import { useTestDatabase } from '@budget/adapters/embedded-postgres';
import { READINESS } from '../platform.tokens';
import { usePlatformApp } from '../testing/platform-app.fixture';
import type { ReadinessChecks, ReadinessState } from './readiness';

const platform = usePlatformApp(useTestDatabase(), {});

const get = async (path: string, headers: Record<string, string> = {}) => {
  const response = await fetch(`${platform.url}${path}`, { headers });
  return { status: response.status, type: response.headers.get('content-type'), text: await response.text(), headers: response.headers };
};
const json = async (path: string) => {
  const { status, text } = await get(path);
  return { status, body: JSON.parse(text) as Record<string, unknown> };
};

describe('operations', () => {
  it('say that the process lives', async () => {
    expect(await json('/health/live')).toEqual({ status: 200, body: { status: 'live' } });
  });

  it.each<[string, () => Promise<ReadinessState>, number, string, ReadinessState]>([
    ['fine', () => Promise.resolve({ status: 'ok', lagEvents: 0 }), 200, 'ready', { status: 'ok', lagEvents: 0 }],
    [
      'degraded',
      () => Promise.resolve({ status: 'degraded', detail: 'Kafka is away' }),
      200,
      'degraded',
      { status: 'degraded', detail: 'Kafka is away' },
    ],
    [
      'failed',
      () => Promise.resolve({ status: 'failed', detail: 'stopped at 17' }),
      503,
      'not-ready',
      { status: 'failed', detail: 'stopped at 17' },
    ],
    [
      'broken',
      () => Promise.reject(new Error('postgres://budget:secret@db')),
      503,
      'not-ready',
      { status: 'failed', detail: 'the check itself failed; see the log' },
    ],
  ])('say whether requests can be served when a check is %s', async (_name, check, status, word, shown) => {
    platform.app.get<ReadinessChecks>(READINESS).add('projection', check);
    expect(await json('/health/ready')).toEqual({
      status,
      body: { status: word, checks: { database: { status: 'ok' }, projection: shown } },
    });
  });

  it('count requests by route and show what the database promises', async () => {
    await get('/health/live');
    const { status, type, text } = await get('/metrics');
    expect([status, type]).toEqual([200, 'text/plain; version=0.0.4; charset=utf-8']);
    expect(text).toMatch(/http_request_duration_seconds_count\{method="GET",route="\/health\/live",status="200"\} [1-9]/);
    expect(text).toMatch(/postgres_setting\{name="synchronous_commit",value="on"\} 1/);
    expect(text).toMatch(/postgres_setting\{name="fsync",value="(on|off)"\} 1/);
    expect(text).toContain('process_cpu_seconds_total');
  });

  it('serve the OpenAPI document', async () => {
    const { status, body } = await json('/api/v1/openapi.json');
    expect([status, body['openapi']]).toEqual([200, '3.1.0']);
    expect(Object.keys(body['paths'] as object)).toContain('/api/v1/projects/{code}/disbursements');
  });

  it('serve it as a page whose scripts are all files of our own', async () => {
    const page = await get('/api/docs', { accept: 'text/html' });
    expect([page.status, page.type]).toEqual([200, 'text/html; charset=utf-8']);
    expect(page.headers.get('content-security-policy')).toContain("script-src 'self';");
    expect(page.text).not.toMatch(/<script(?![^>]*src=)|\son\w+=|https?:\/\//);
    for (const [, file] of page.text.matchAll(/(?:src|href)="([^"]+)"/g)) {
      expect([file, (await get(file as string)).status]).toEqual([file, 200]);
    }
    expect((await get('/api/docs/package.json')).status).toBe(404);
  });
});
