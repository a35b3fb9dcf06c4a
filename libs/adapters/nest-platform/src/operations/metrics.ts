import type { Pool } from 'pg';
import type { ReadinessChecks, ReadinessState } from './readiness';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** A registry of its own: two services in one test process must not share counters. */
export function createMetrics(): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  return registry;
}

export const requestDurations = (registry: Registry): Histogram<'method' | 'route' | 'status'> =>
  new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time from request to answer, by route of the outside contract',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [registry],
  });

/** The answer of /health/ready as numbers, asked when they are read. */
export function showReadiness(registry: Registry, readiness: ReadinessChecks): void {
  const states: readonly ReadinessState['status'][] = ['ok', 'degraded', 'failed'];
  new Gauge({
    name: 'readiness_check_state',
    help: '0 ok, 1 degraded, 2 failed; a process with a failed check answers /health/ready with 503',
    labelNames: ['check'],
    registers: [registry],
    async collect() {
      const { checks } = await readiness.look();
      for (const [check, { status }] of Object.entries(checks)) this.set({ check }, states.indexOf(status));
    },
  });
}

const SETTINGS = ['fsync', 'synchronous_commit', 'full_page_writes'] as const;

/** What the database promises about a commit, as it is set now: 1 for the value in force. */
export async function showDurability(registry: Registry, pool: Pool): Promise<void> {
  const gauge = new Gauge({
    name: 'postgres_setting',
    help: 'Durability settings of the database in force at start; the value is always 1',
    labelNames: ['name', 'value'],
    registers: [registry],
  });
  const { rows } = await pool.query<{ name: string; setting: string }>('SELECT name, setting FROM pg_settings WHERE name = ANY ($1)', [
    [...SETTINGS],
  ]);
  for (const { name, setting } of rows) gauge.set({ name, value: setting }, 1);
}
