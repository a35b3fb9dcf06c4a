import { traced } from '@budget/ports';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { openTracing, type Tracing } from './open-tracing';

type Sent = { readonly traceId: string; readonly spanId: string; readonly parentSpanId?: string; readonly name: string; readonly kind: number };

const PARENT = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
const bodies: string[] = [];
const troubles: string[] = [];
let server: Server;
let tracing: Tracing;

const sent = (): Sent[] =>
  bodies.flatMap((body) => {
    const { resourceSpans } = JSON.parse(body) as { resourceSpans: { scopeSpans: { spans: Sent[] }[] }[] };
    return resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans));
  });

beforeAll(async () => {
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString('utf8')));
    request.on('end', () => {
      bodies.push(body);
      response.setHeader('content-type', 'application/json').end('{}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  tracing = await openTracing({
    endpoint: `http://127.0.0.1:${port}/`,
    serviceName: 'a service',
    onTrouble: (message) => troubles.push(message),
  });
});
afterAll(async () => {
  await new Promise((resolve) => server.close(resolve));
});

describe('a trace', () => {
  it('goes on from the caller, through asynchronous work, to the collector; closing sends what waits', async () => {
    const { tracer } = tracing;
    const outside: (string | undefined)[] = [tracer.currentTraceId()];
    await traced(tracer, { name: 'outer', kind: 'server', parent: PARENT, attributes: { 'http.route': '/x' } }, async (outer) => {
      outside.push(tracer.currentTraceId(), outer.traceId);
      await Promise.resolve();
      await traced(tracer, { name: 'inner', kind: 'internal' }, () => Promise.reject(new TypeError('account 123'))).catch(() => undefined);
    });
    tracer.begin({ name: 'unreadable parent', kind: 'consumer', parent: '00-zz' }).end();
    const unsampled = tracer.begin({ name: 'not sampled', kind: 'consumer', parent: `${PARENT.slice(0, -2)}00` });
    expect([unsampled.traceparent, unsampled.traceId]).toEqual([null, '0af7651916cd43dd8448eb211c80319c']);
    unsampled.end();
    expect(outside).toEqual([undefined, '0af7651916cd43dd8448eb211c80319c', '0af7651916cd43dd8448eb211c80319c']);

    await tracing.close();
    const spans = sent();
    const [outer, inner, other] = ['outer', 'inner', 'unreadable parent'].map((name) => spans.find((span) => span.name === name));
    expect(spans).toHaveLength(3);
    expect([outer?.traceId, outer?.parentSpanId, outer?.kind]).toEqual(['0af7651916cd43dd8448eb211c80319c', 'b7ad6b7169203331', 2]);
    expect([inner?.traceId, inner?.parentSpanId]).toEqual([outer?.traceId, outer?.spanId]);
    expect(other?.traceId).not.toBe(outer?.traceId);
    expect(bodies.join('')).toContain('a service');
    expect(bodies.join('')).not.toContain('account 123');
    expect(troubles).toEqual([]);
  });
});
