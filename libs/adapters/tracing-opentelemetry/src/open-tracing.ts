import type { Tracer } from '@budget/ports';
import { OpenTelemetryTracer } from './opentelemetry.tracer';
import { tellRarely } from './tell-rarely';

export type TracingOptions = {
  /** Base address of a collector that takes OTLP over HTTP; `/v1/traces` is added. */
  readonly endpoint: string;
  readonly serviceName: string;
  /** A collector that is away, or spans that had to be dropped. Seldom more than once a minute. */
  readonly onTrouble: (message: string) => void;
};

export type Tracing = {
  readonly tracer: Tracer;
  /** Sends what is waiting, for 5 s at most, and measures nothing any more. Never throws. */
  close(): Promise<void>;
};

const FLUSH_MS = 5_000;

/**
 * Traces to a collector. Spans wait in a bounded queue and leave in the background: a collector that is away costs spans, never a request. The
 * packages are loaded only here. Sampling, batching, headers and time limits: the standard variables OTEL_TRACES_SAMPLER, OTEL_BSP_*,
 * OTEL_EXPORTER_OTLP_HEADERS and OTEL_EXPORTER_OTLP_TIMEOUT, which the packages read themselves.
 */
export async function openTracing({ endpoint, serviceName, onTrouble }: TracingOptions): Promise<Tracing> {
  const [api, sdk, { resourceFromAttributes }, { OTLPTraceExporter }] = await Promise.all([
    import('@opentelemetry/api'),
    import('@opentelemetry/sdk-trace-node'),
    import('@opentelemetry/resources'),
    import('@opentelemetry/exporter-trace-otlp-http'),
  ]);
  const tell = tellRarely(onTrouble);
  const silent = (): void => undefined;
  api.diag.setLogger({ error: tell, warn: tell, info: silent, debug: silent, verbose: silent }, api.DiagLogLevel.WARN);
  const exporter = new OTLPTraceExporter({ url: `${endpoint.replace(/\/+$/, '')}/v1/traces` });
  const provider = new sdk.NodeTracerProvider({
    resource: resourceFromAttributes({ 'service.name': serviceName }),
    spanProcessors: [new sdk.BatchSpanProcessor(exporter)],
  });
  provider.register();
  return {
    tracer: new OpenTelemetryTracer(api, provider.getTracer('budget-monitor')),
    close: async () => {
      const flushed = provider.shutdown().catch(tell);
      const late = new Promise<void>((resolve) => setTimeout(resolve, FLUSH_MS).unref());
      await Promise.race([flushed, late]);
    },
  };
}
