import { useTestDatabase } from '@budget/adapters/embedded-postgres';
import { readConfig } from '@budget/adapters/nest-platform';
import { AlertingServiceModule } from '@budget/alerting-service';
import { CommandServiceModule } from '@budget/command-service';
import { ProjectionServiceModule } from '@budget/projection-service';
import { openHost, serve, type Host, type Served } from '@budget/service-host';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const database = useTestDatabase();
const OF_EVERY_PROCESS = /^(process|nodejs)_/;
let host: Host | undefined;
let served: Served | undefined;

beforeAll(async () => {
  const config = readConfig({ PORT: '0', LOG_LEVEL: 'silent', ADMIN_PASSWORD: 'the first password' });
  if (!config.ok) throw new Error('The test states a wrong environment');
  host = await openHost({ ...config.value, databaseUrl: database.connectionString }, 'budget-monitor');
  served = await serve([CommandServiceModule, ProjectionServiceModule, AlertingServiceModule], host);
});
afterAll(async () => {
  await served?.stop();
  await host?.close();
});

/** "name type labels" of each line of the guide's table. */
const written = (guide: string): string[] =>
  [...readFileSync(join(import.meta.dirname, '../../../docs/guides', guide), 'utf8').matchAll(/^\| `(\w+)` \| (\w+) \| ([^|]+) \|/gm)]
    .map(([, name, type, labels = '']) => `${name} ${type} ${[...labels.matchAll(/`(\w+)`/g)].map(([, label]) => label).join(',')}`)
    .sort();

/** The same of a service that runs. */
async function scraped(): Promise<string[]> {
  const text = await (await fetch(`${served?.url ?? ''}/metrics`)).text();
  const labels = new Map(
    host?.metrics.getMetricsAsArray().map((metric) => {
      const { labelNames = [] } = metric as { readonly labelNames?: readonly string[] };
      return [metric.name, labelNames.join(',')] as const;
    }),
  );
  return [...text.matchAll(/^# TYPE (\w+) (\w+)$/gm)]
    .filter(([, name = '']) => !OF_EVERY_PROCESS.test(name))
    .map(([, name = '', type]) => `${name} ${type} ${labels.get(name) ?? ''}`)
    .sort();
}

describe('the table of metrics', () => {
  it.each(['operator.md', 'operator.en.md'])('in %s names every metric of a running service, and no other', async (guide) => {
    expect(written(guide)).toEqual(await scraped());
  });

  it('names units as Prometheus wants them, and counts with _total', async () => {
    const names = (await scraped()).map((line) => line.split(' '));
    expect(names.filter(([name = '', type]) => (type === 'counter') !== name.endsWith('_total'))).toEqual([]);
    expect(names.filter(([name = '']) => /(_ms|_millis|milliseconds|_bytes_total)$/.test(name))).toEqual([]);
  });

  it('bounds the routes: what leads nowhere is one', async () => {
    for (const path of ['/api/v1/projects/a/b/c/d', '/nothing', '/api/v1/%ff']) await fetch(`${served?.url ?? ''}${path}`);
    const text = await (await fetch(`${served?.url ?? ''}/metrics`)).text();
    const routes = new Set([...text.matchAll(/^http_request_duration_seconds_count\{.*route="([^"]*)"/gm)].map(([, route]) => route));
    expect([...routes].filter((route = '') => /nothing|%|\/a\/b/.test(route))).toEqual([]);
  });
});
