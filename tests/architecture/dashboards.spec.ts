import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { collectDefaultMetrics, Registry } from 'prom-client';
import { promqlNames } from './promql-names';

const ROOT = join(import.meta.dirname, '../..');
const DASHBOARDS = join(ROOT, 'infra/grafana/dashboards');
const textOf = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

type Metric = { readonly type: string; readonly labels: readonly string[] };
type Panel = {
  readonly id: number;
  readonly title: string;
  readonly targets?: readonly { readonly expr: string; readonly legendFormat: string }[];
  readonly gridPos: { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
};
type Dashboard = {
  readonly uid: string;
  readonly title: string;
  readonly panels: readonly Panel[];
  readonly templating: { readonly list: readonly { readonly name: string; readonly query: string | { readonly query: string } }[] };
};

/** The guide's table, what every Node.js process tells, and what Prometheus itself knows of a target. */
const metrics = new Map<string, Metric>([['up', { type: 'gauge', labels: [] }]]);
const registry = new Registry();
collectDefaultMetrics({ register: registry });
for (const { name } of registry.getMetricsAsArray()) metrics.set(name, { type: 'gauge', labels: [] });
for (const [, name = '', type = '', labels = ''] of textOf('docs/guides/operator.en.md').matchAll(/^\| `(\w+)` \| (\w+) \| ([^|]+) \|/gm)) {
  metrics.set(name, { type, labels: [...labels.matchAll(/`(\w+)`/g)].map(([, label = '']) => label) });
}

/** A histogram is three series, each under a name of its own. */
function metricOf(series: string): Metric | undefined {
  const [, base = '', part] = /^(.+)_(bucket|sum|count)$/.exec(series) ?? [];
  const histogram = metrics.get(base);
  if (histogram?.type === 'histogram') return part === 'bucket' ? { ...histogram, labels: [...histogram.labels, 'le'] } : histogram;
  const metric = metrics.get(series);
  return metric?.type === 'histogram' ? undefined : metric;
}

/** What an expression names and nobody tells. */
function unknownIn(expression: string): string[] {
  const { metrics: series, labels } = promqlNames(expression);
  const known = new Set(['instance', 'job', ...[...series].flatMap((name) => metricOf(name)?.labels ?? [])]);
  return [...[...series].filter((name) => !metricOf(name)), ...[...labels].filter((label) => !known.has(label))];
}

const files = readdirSync(DASHBOARDS).filter((name) => name.endsWith('.json'));
const dashboards = files.map((file) => JSON.parse(readFileSync(join(DASHBOARDS, file), 'utf8')) as Dashboard);
const panels = dashboards.flatMap((dashboard) => dashboard.panels);
const rules = [...textOf('infra/prometheus/rules.yml').matchAll(/^ +expr: (.+)$/gm)].map(([, expr = '']) => expr);

describe('what dashboards and alert rules ask', () => {
  it('is found out with its labels', () => {
    const { metrics: named, labels } = promqlNames('sum by (le, a) (rate(x_bucket{b=~"c{d}",e!="f"}[5m])) > 1 and on (g) max(y offset 5m)');
    expect([[...named], [...labels].sort()]).toEqual([
      ['x_bucket', 'y'],
      ['a', 'b', 'e', 'g', 'le'],
    ]);
  });

  it('is noticed when nobody tells it', () => {
    expect(unknownIn('rate(event_store_append_seconds[5m])')).toEqual(['event_store_append_seconds']);
    expect(unknownIn('subscription_lag{subscription="x"}')).toEqual(['subscription_lag', 'subscription']);
    expect(unknownIn('sum by (unit) (events_appended_total{kind="x"})')).toEqual(['kind', 'unit']);
  });

  it.each(panels.flatMap(({ title, targets = [] }) => targets.map(({ expr }) => [title, expr])))('exists: %s: %s', (_, expr) => {
    expect(unknownIn(expr)).toEqual([]);
  });

  it.each(rules)('exists: %s', (expr) => {
    expect(unknownIn(expr)).toEqual([]);
  });

  it('covers what must be noticed: readiness, lag, the relay, the appends and the requests', () => {
    const named = new Set(rules.flatMap((expr) => [...promqlNames(expr).metrics]));
    for (const name of ['readiness_check_state', 'subscription_lag_seconds', 'subscription_checkpoint', 'subscription_stopped']) {
      expect([...named]).toContain(name);
    }
  });
});

describe('a dashboard', () => {
  it('is one of operation and one of money', () => {
    expect(files.sort()).toEqual(['money.json', 'operation.json']);
    expect(existsSync(join(ROOT, 'infra/prometheus/rules.yml'))).toBe(true);
  });

  it.each(dashboards.map((dashboard) => [dashboard.uid, dashboard] as const))(
    '%s has panels of their own number and place, and legends that the query gives',
    (_, { panels: own, templating }) => {
      expect(new Set(own.map(({ id }) => id)).size).toBe(own.length);
      const cells = own.flatMap(({ gridPos: { x, y, w, h } }) =>
        Array.from({ length: w * h }, (_cell, at) => `${x + (at % w)}/${y + Math.floor(at / w)}`),
      );
      expect(new Set(cells).size).toBe(cells.length);
      for (const { targets = [] } of own) {
        for (const { expr, legendFormat } of targets) {
          const given = [...promqlNames(expr).labels];
          expect(given).toEqual(expect.arrayContaining([...legendFormat.matchAll(/\{\{(\w+)\}\}/g)].map(([, label]) => label)));
        }
      }
      const variables = new Set(templating.list.map(({ name }) => name));
      const used = own.flatMap(({ targets = [] }) =>
        targets.flatMap(({ expr }) => [...expr.matchAll(/\$(\w+)/g)].map(([, name = '']) => name)),
      );
      expect(used.filter((name) => !variables.has(name) && name !== '__rate_interval')).toEqual([]);
    },
  );
});
