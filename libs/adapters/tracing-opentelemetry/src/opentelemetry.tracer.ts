import { TRACEPARENT, type Span, type SpanStart, type Tracer } from '@budget/ports';
import type * as OpenTelemetry from '@opentelemetry/api';
import { OpenTelemetrySpan } from './opentelemetry.span';

/** The port in terms of OpenTelemetry. What is at work travels with the asynchronous calls of Node. */
export class OpenTelemetryTracer implements Tracer {
  private readonly kinds: Readonly<Record<SpanStart['kind'], OpenTelemetry.SpanKind>>;

  constructor(
    private readonly api: typeof OpenTelemetry,
    private readonly tracer: OpenTelemetry.Tracer,
  ) {
    const { INTERNAL, SERVER, CLIENT, PRODUCER, CONSUMER } = api.SpanKind;
    this.kinds = { internal: INTERNAL, server: SERVER, client: CLIENT, producer: PRODUCER, consumer: CONSUMER };
  }

  begin({ name, kind, parent, attributes = {} }: SpanStart): Span {
    const { context } = this.api;
    const from = parent === undefined ? context.active() : this.remote(parent);
    const started = this.tracer.startSpan(name, { kind: this.kinds[kind], attributes: { ...attributes } }, from);
    return new OpenTelemetrySpan(started, this.api.SpanStatusCode.ERROR);
  }

  within<Value>(span: Span, work: () => Value): Value {
    const { context, trace } = this.api;
    return span instanceof OpenTelemetrySpan ? context.with(trace.setSpan(context.active(), span.span), work) : work();
  }

  currentTraceId(): string | undefined {
    return this.api.trace.getActiveSpan()?.spanContext().traceId;
  }

  private remote(traceparent: string): OpenTelemetry.Context {
    const { ROOT_CONTEXT, trace, isSpanContextValid } = this.api;
    if (!TRACEPARENT.test(traceparent)) return ROOT_CONTEXT;
    const [, traceId = '', spanId = '', flags = ''] = traceparent.split('-');
    const parent = { traceId, spanId, traceFlags: Number.parseInt(flags, 16) & 1, isRemote: true };
    return isSpanContextValid(parent) ? trace.setSpanContext(ROOT_CONTEXT, parent) : ROOT_CONTEXT;
  }
}
