import type { Append, AppendConflict } from '@budget/ports';
import { Counter, Histogram, type Registry } from 'prom-client';

/** How long appends take, what they record and how often they are refused; the same for every event store. */
export class AppendMetrics {
  private readonly durations: Histogram;
  private readonly conflicts: Counter<'kind'>;
  private readonly events: Counter<'type'>;

  constructor(registry: Registry) {
    const registers = [registry];
    this.durations = new Histogram({
      name: 'event_store_append_seconds',
      help: 'Time of one append, waiting for its turn included',
      buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5, 10],
      registers,
    });
    this.conflicts = new Counter({
      name: 'event_store_append_conflicts_total',
      help: 'Appends refused because others had written first (version-conflict) or an event id was used before (event-id-reused)',
      labelNames: ['kind'],
      registers,
    });
    this.events = new Counter({
      name: 'events_appended_total',
      help: 'Events recorded by this process, by type; a repeated append counts again',
      labelNames: ['type'],
      registers,
    });
  }

  appended(appends: readonly Append[], milliseconds: number): void {
    this.durations.observe(milliseconds / 1_000);
    for (const { events } of appends) for (const { type } of events) this.events.inc({ type });
  }

  refused({ kind }: AppendConflict, milliseconds: number): void {
    this.durations.observe(milliseconds / 1_000);
    this.conflicts.inc({ kind });
  }
}
