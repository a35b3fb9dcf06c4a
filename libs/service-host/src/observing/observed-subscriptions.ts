import { epochOf } from '@budget/kernel';
import type { Clock, RecordedEvent, Span, Subscriber, Subscriptions, Transaction } from '@budget/ports';
import { Counter } from 'prom-client';
import type { Observation } from './observation';

/** Handled later than this, an event is part of a rebuild or of a long outage, not of the request it came from. */
const PART_OF_TRACE_MS = 3_600_000;

/** Counts, traces and logs what subscribers handle: a traced event of a batch is one span of its own, in the trace that recorded it. */
export function observedSubscriptions(
  subscriptions: Subscriptions,
  clock: Clock,
  { logger, metrics, tracing }: Observation,
): Subscriptions {
  const counter = new Counter({
    name: 'subscription_events_handled_total',
    help: 'Events handled by this process',
    labelNames: ['subscription'],
    registers: [metrics],
  });

  const counted = (subscriber: Subscriber): Subscriber => {
    const { name, committed } = subscriber;
    const handled = counter.labels({ subscription: name });
    return {
      ...subscriber,
      committed: (events) => {
        handled.inc(events.length);
        if (logger.isLevelEnabled('debug')) for (const event of events) logger.debug(lineOf(name, event), 'handled');
        committed?.(events);
      },
    };
  };

  const inTrace = (subscriber: Subscriber): Subscriber => {
    if (!tracing) return subscriber;
    const { tracer, handled } = tracing;
    const begin = (event: RecordedEvent, batch: number, parent: string): Span =>
      tracer.begin({
        name: `${subscriber.name} ${event.type}`,
        kind: 'consumer',
        parent,
        attributes: {
          'budget.subscription': subscriber.name,
          'budget.stream': event.stream,
          'budget.position': String(event.position),
          'budget.batch.events': batch,
          'budget.correlation_id': event.metadata.correlationId,
        },
      });
    const handle = async (events: readonly RecordedEvent[], transaction: Transaction): Promise<void> => {
      const oldest = epochOf(clock.now()) - PART_OF_TRACE_MS;
      const spans = new Map<string, Span>();
      for (const event of events) {
        const { traceparent, recordedAt } = event.metadata;
        if (traceparent !== undefined && epochOf(recordedAt) >= oldest) spans.set(event.id, begin(event, events.length, traceparent));
      }
      if (spans.size === 0) return subscriber.handle(events, transaction);
      try {
        await handled.handling(spans, () => subscriber.handle(events, transaction));
        for (const span of spans.values()) span.end();
      } catch (error) {
        for (const span of spans.values()) span.end(error);
        throw error;
      }
    };
    return { ...subscriber, handle };
  };

  return { start: (subscriber) => subscriptions.start(inTrace(counted(subscriber))) };
}

const lineOf = (subscription: string, { type, id, stream, position, metadata }: RecordedEvent) => ({
  correlationId: metadata.correlationId,
  ...(metadata.traceparent !== undefined && { traceId: metadata.traceparent.split('-')[1] }),
  subscription,
  event: type,
  eventId: id,
  stream,
  position: String(position),
});
