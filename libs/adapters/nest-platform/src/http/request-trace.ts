import type { Tracer } from '@budget/ports';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

type Done = () => void;

/** A request of the outside contract is one span, named by its route; probes, pages and live streams are none. Called only while tracing is on. */
export function traceRequests(fastify: FastifyInstance, tracer: Tracer): void {
  fastify.addHook('onRequest', (request: FastifyRequest, _reply: FastifyReply, done: Done) => {
    const { exchange, method, headers, id } = request;
    const { endpoint, name } = exchange;
    if (endpoint === undefined || endpoint.tag === 'operations' || name === 'streamEvents') return done();
    const route = request.routeOptions.url ?? '';
    const { traceparent } = headers;
    exchange.span = tracer.begin({
      name: `${method} ${route}`,
      kind: 'server',
      parent: typeof traceparent === 'string' ? traceparent : undefined,
      attributes: { 'http.request.method': method, 'http.route': route, 'budget.correlation_id': id },
    });
    tracer.within(exchange.span, done);
  });

  // The body arrives in events of the socket, which know nothing of the hooks before.
  fastify.addHook('preHandler', ({ exchange }: FastifyRequest, _reply: FastifyReply, done: Done) => {
    const span = exchange?.span;
    if (span === undefined) done();
    else tracer.within(span, done);
  });

  fastify.addHook('onResponse', ({ exchange }: FastifyRequest, reply: FastifyReply, done: Done) => {
    const status = reply.statusCode;
    exchange?.span?.note({ 'http.response.status_code': status });
    exchange?.span?.end(status >= 500 ? `http ${status}` : undefined);
    done();
  });
}
