import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

type Attribute = { readonly key: string; readonly value: { readonly stringValue?: string; readonly intValue?: string | number } };
type Body = {
  readonly resourceSpans: readonly {
    readonly resource: { readonly attributes: readonly Attribute[] };
    readonly scopeSpans: readonly { readonly spans: readonly Sent[] }[];
  }[];
};
type Sent = {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly attributes: readonly Attribute[];
};

export type CollectedSpan = Sent & { readonly service: string };

/** A collector of OpenTelemetry on a real socket: takes OTLP over HTTP as JSON and keeps every span. */
export class TraceCollector {
  readonly spans: CollectedSpan[] = [];
  private readonly server: Server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      if (request.method === 'POST' && request.url === '/v1/traces') this.keep(JSON.parse(Buffer.concat(chunks).toString('utf8')) as Body);
      response.setHeader('content-type', 'application/json').end('{}');
    });
  });

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
  }

  /** What OTEL_EXPORTER_OTLP_ENDPOINT is to say. */
  get endpoint(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** "service: name" of this span and of everything it goes back to, the nearest first. */
  pathOf(span: CollectedSpan): readonly string[] {
    const path: string[] = [];
    for (let at: CollectedSpan | undefined = span; at; at = this.parentOf(at)) path.push(`${at.service}: ${at.name}`);
    return path;
  }

  private parentOf({ traceId, parentSpanId }: CollectedSpan): CollectedSpan | undefined {
    return this.spans.find((span) => span.traceId === traceId && span.spanId === parentSpanId);
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private keep({ resourceSpans }: Body): void {
    for (const { resource, scopeSpans } of resourceSpans) {
      const service = resource.attributes.find(({ key }) => key === 'service.name')?.value.stringValue ?? '';
      for (const { spans } of scopeSpans) this.spans.push(...spans.map((span) => ({ ...span, service })));
    }
  }
}

/** A collector for all tests of the file that calls this at its top. */
export function useTraceCollector(): TraceCollector {
  const collector = new TraceCollector();
  beforeAll(() => collector.start());
  afterAll(() => collector.stop());
  return collector;
}
