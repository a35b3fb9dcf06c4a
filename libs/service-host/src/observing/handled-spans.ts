import { AsyncLocalStorage } from 'node:async_hooks';
import type { RecordedEvent, Span } from '@budget/ports';

/** The events that are being handled right now in this chain of calls, by id, each with its span. */
export class HandledSpans {
  private readonly atWork = new AsyncLocalStorage<ReadonlyMap<string, Span>>();

  handling<Value>(spans: ReadonlyMap<string, Span>, work: () => Value): Value {
    return this.atWork.run(spans, work);
  }

  /** The span of the event that causes something now; undefined when it is not being handled here. */
  of(eventId: string): Span | undefined {
    return this.atWork.getStore()?.get(eventId);
  }

  /** The trace context under which an event that is being handled is passed on. */
  traceparentOf({ id }: Pick<RecordedEvent, 'id'>): string | null {
    return this.of(id)?.traceparent ?? null;
  }
}
