import type { Result } from '@budget/kernel';
import { traced, type Append, type AppendConflict, type Appended, type AppendOptions, type EventStore } from '@budget/ports';
import { AppendMetrics } from './append-metrics';
import type { Observation } from './observation';

type Outcome<Places> = Result<Places, AppendConflict>;
type Write<Places> = (options: AppendOptions) => Promise<Outcome<Places>>;

/** Measures, traces and logs what is appended; reads pass straight through. */
export class ObservedEventStore implements EventStore {
  readonly joinsTransactions: boolean;
  private readonly metrics: AppendMetrics;
  readonly readStream: EventStore['readStream'];
  readonly readAll: EventStore['readAll'];
  readonly head: EventStore['head'];
  readonly countAfter: EventStore['countAfter'];
  readonly follow: EventStore['follow'];
  readonly close: EventStore['close'];

  constructor(
    private readonly store: EventStore,
    private readonly observation: Observation,
  ) {
    this.metrics = new AppendMetrics(observation.metrics);
    this.joinsTransactions = store.joinsTransactions;
    this.readStream = store.readStream.bind(store);
    this.readAll = store.readAll.bind(store);
    this.head = store.head.bind(store);
    this.countAfter = store.countAfter.bind(store);
    this.follow = store.follow.bind(store);
    this.close = store.close.bind(store);
  }

  append(append: Append, options: AppendOptions): Promise<Outcome<Appended>> {
    return this.observe([append], options, (own) => this.store.append(append, own));
  }

  appendMany(appends: readonly Append[], options: AppendOptions): Promise<Outcome<readonly Appended[]>> {
    return this.observe(appends, options, (own) => this.store.appendMany(appends, own));
  }

  private async observe<Places>(appends: readonly Append[], options: AppendOptions, write: Write<Places>): Promise<Outcome<Places>> {
    const begun = performance.now();
    const outcome = await this.trace(appends, options, async (own) => {
      const written = await write(own);
      this.log(appends, options, written);
      return written;
    });
    const milliseconds = performance.now() - begun;
    if (outcome.ok) this.metrics.appended(appends, milliseconds);
    else this.metrics.refused(outcome.failure, milliseconds);
    return outcome;
  }

  /** The span becomes the trace context of the facts; it goes on from the event that caused them, where that is being handled. */
  private trace<Places>(appends: readonly Append[], options: AppendOptions, write: Write<Places>): Promise<Outcome<Places>> {
    const { tracing } = this.observation;
    if (!tracing) return write(options);
    const { tracer, handled } = tracing;
    const { metadata } = options;
    const first = appends[0];
    const start = {
      name: `append ${first?.events[0]?.type ?? ''}`,
      kind: 'client',
      parent: handled.of(metadata.causationId)?.traceparent ?? undefined,
      attributes: {
        'budget.stream': first?.stream ?? '',
        'budget.streams': appends.length,
        'budget.events': appends.reduce((sum, { events }) => sum + events.length, 0),
        'budget.correlation_id': metadata.correlationId,
      },
    } as const;
    return traced(tracer, start, async (span) => {
      const { traceparent } = span;
      const outcome = await write(traceparent === null ? options : { ...options, metadata: { ...metadata, traceparent } });
      if (!outcome.ok) span.note({ 'budget.conflict': outcome.failure.kind });
      return outcome;
    });
  }

  private log(appends: readonly Append[], { metadata: { correlationId } }: AppendOptions, outcome: Outcome<unknown>): void {
    const { logger } = this.observation;
    if (!logger.isLevelEnabled('debug')) return;
    const conflict = outcome.ok ? undefined : outcome.failure.kind;
    for (const { stream, events } of appends) {
      for (const { type, id } of events) logger.debug({ correlationId, stream, event: type, eventId: id, conflict }, 'append');
    }
  }
}
