import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import type { Histogram } from 'prom-client';

export type RequestDurations = Histogram<'method' | 'route' | 'status'>;

/** onResponse: one line a request and its time by route. The query is left out: it may hold what somebody searched for. */
export function logHook(
  logger: Logger,
  durations: RequestDurations,
): (request: FastifyRequest, reply: FastifyReply, done: () => void) => void {
  // A line of known fields has nothing to blank, and blanking costs more than the line.
  const lines = logger.child({}, { redact: [] });
  const timers = new Map<string, ReturnType<RequestDurations['labels']>>();

  return (request, reply, done) => {
    const { method, exchange } = request;
    const route = request.routeOptions.url ?? 'none';
    const status = reply.statusCode;
    const name = `${method} ${route} ${status}`;
    const timer = timers.get(name) ?? durations.labels({ method, route, status });
    timers.set(name, timer);
    timer.observe(reply.elapsedTime / 1000);

    const level = exchange?.endpoint === undefined || exchange.endpoint.tag === 'operations' ? 'debug' : 'info';
    if (lines.isLevelEnabled(level)) {
      const [path] = request.url.split('?', 1);
      const ms = Math.round(reply.elapsedTime * 100) / 100;
      lines[level](
        { correlationId: request.id, method, path, status, ms, user: exchange?.caller?.username, traceId: exchange?.span?.traceId },
        'request',
      );
    }
    done();
  };
}
