import { Gauge, type Registry } from 'prom-client';
import type { DataSource } from 'typeorm';

type Row = { readonly rule: string; readonly severity: string; readonly open: string };

/** How many alerts are open, acknowledged ones among them, as the read model knows it when the metrics are read. */
export function showOpenAlerts(registry: Registry, dataSource: DataSource): void {
  new Gauge({
    name: 'alerts_open',
    help: 'Alerts that are not resolved',
    labelNames: ['rule', 'severity'],
    registers: [registry],
    async collect() {
      const rows = await dataSource
        .query<Row[]>(
          `SELECT rule, severity, count(*)::text AS open FROM read_model.alert WHERE status <> 'resolved' GROUP BY rule, severity`,
        )
        // A database that is away is told by readiness; the other figures are shown all the same.
        .catch((): Row[] => []);
      this.reset();
      for (const { rule, severity, open } of rows) this.set({ rule, severity }, Number(open));
    },
  });
}
