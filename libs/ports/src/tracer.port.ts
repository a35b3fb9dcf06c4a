export type SpanAttributes = Readonly<Record<string, string | number | boolean>>;

export type SpanStart = {
  readonly name: string;
  readonly kind: 'server' | 'internal' | 'client' | 'producer' | 'consumer';
  /** W3C traceparent of what led to this; default: the span at work. One that cannot be read begins a trace of its own. */
  readonly parent?: string | undefined;
  readonly attributes?: SpanAttributes;
};

/** One step of a trace, under way until `end`. */
export interface Span {
  readonly traceId: string;
  /** W3C traceparent of this span, for whoever goes on from here; null when the trace is not sampled. */
  readonly traceparent: string | null;
  note(attributes: SpanAttributes): void;
  /** With an error: the step has failed. */
  end(error?: unknown): void;
}

/** Measures who waited for what, across processes. Nothing of it may be awaited, and nothing of it throws. */
export interface Tracer {
  begin(start: SpanStart): Span;
  /** Makes the span the one at work for everything that `work` leads to. */
  within<Value>(span: Span, work: () => Value): Value;
  /** The trace of the span at work. */
  currentTraceId(): string | undefined;
}

/** A W3C traceparent of version 00. */
export const TRACEPARENT = /^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/;

/** Runs `work` inside a new span and ends it with what comes of it. */
export async function traced<Value>(tracer: Tracer, start: SpanStart, work: (span: Span) => Promise<Value>): Promise<Value> {
  const span = tracer.begin(start);
  try {
    const value = await tracer.within(span, () => work(span));
    span.end();
    return value;
  } catch (error) {
    span.end(error);
    throw error;
  }
}
