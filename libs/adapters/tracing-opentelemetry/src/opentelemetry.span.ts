import type { Span, SpanAttributes } from '@budget/ports';
import type { Span as Started, SpanStatusCode } from '@opentelemetry/api';

export class OpenTelemetrySpan implements Span {
  readonly traceId: string;
  readonly traceparent: string | null;

  constructor(
    readonly span: Started,
    private readonly failed: SpanStatusCode.ERROR,
  ) {
    const { traceId, spanId, traceFlags } = span.spanContext();
    this.traceId = traceId;
    this.traceparent = (traceFlags & 1) === 1 ? `00-${traceId}-${spanId}-01` : null;
  }

  note(attributes: SpanAttributes): void {
    this.span.setAttributes({ ...attributes });
  }

  /** The kind of error alone: its words may hold what somebody entered. */
  end(error?: unknown): void {
    if (error !== undefined) {
      const kind = error instanceof Error ? error.name : typeof error;
      this.span.setStatus({ code: this.failed, message: kind });
      this.span.setAttribute('error.type', kind);
    }
    this.span.end();
  }
}
