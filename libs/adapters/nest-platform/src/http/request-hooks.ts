import { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import type { Histogram } from 'prom-client';
import type { AccessGuard } from '../access/access.guard';
import { claimKey, idempotencyKeyOf } from '../idempotency/idempotency.hooks';
import type { IdempotencyKeys } from '../idempotency/idempotency-keys';
import { allowedMethods } from './allowed-methods';
import { alreadyKnown, unwrapAnswer } from './answer';
import { Exchange } from './exchange';
import { malformedRequest, notFound, unsupportedType } from './framework-problem';
import { readInput } from './input-reader';
import { readUpload } from './multipart-body';
import { ProblemError } from './problem.error';
import { DATA_HEADERS, PAGE_HEADERS } from './security-headers';
import { BAD_QUERY, type ParsedQuery } from './query-string';

const LONGEST_URL = 4_096;
const NO_QUERY = {};
/** Never the dashboard's, even where it answers every other address. */
const OF_THE_API = /^\/api(?:[/?]|$)/;

export type HookParts = {
  readonly guard: AccessGuard;
  readonly keys: IdempotencyKeys;
  readonly logger: Logger;
  readonly durations: Histogram<'method' | 'route' | 'status'>;
};

/** The way of every request: address and query → session and role → body → input → idempotency key → handler → answer → log. */
export function installRequestHooks(fastify: FastifyInstance, { guard, keys, logger, durations }: HookParts): void {
  // A line of known fields has nothing to blank, and blanking costs more than the line.
  const requests = logger.child({}, { redact: [] });
  const timers = new Map<string, (seconds: number) => void>();
  fastify.decorateRequest('exchange');
  fastify.addHook('onRequest', begin);
  fastify.addHook('onRequest', guard.check);
  fastify.addHook('preHandler', (request, reply, done) => {
    const { exchange } = request;
    const { endpoint } = exchange;
    if (!endpoint) return done();
    try {
      const key = idempotencyKeyOf(request);
      exchange.idempotencyKey = key;
      if (endpoint.body && request.isMultipart()) return done(unsupportedType());
      exchange.input = readInput(endpoint, { params: request.params, query: request.query ?? NO_QUERY, body: request.body });
      if (key === undefined && !endpoint.multipart) return done();
      finishReading(request, reply, endpoint.multipart).then((sent) => (sent ? undefined : done()), done);
    } catch (error) {
      done(error as Error);
    }
  });
  fastify.addHook('preSerialization', unwrapAnswer);
  fastify.addHook('onSend', leave);
  fastify.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'unknown';
    const name = `${request.method} ${route} ${reply.statusCode}`;
    let observe = timers.get(name);
    if (!observe) timers.set(name, (observe = timerOf(durations, request.method, route, reply.statusCode)));
    observe(reply.elapsedTime / 1000);
    logRequest(requests, request, reply);
    done();
  });

  async function finishReading(
    request: FastifyRequest,
    reply: FastifyReply,
    multipart: NonNullable<Exchange['endpoint']>['multipart'],
  ): Promise<boolean> {
    if (multipart) request.exchange.document = await readUpload(request, multipart);
    return claimKey(keys, logger, request, reply);
  }
}

function begin(request: FastifyRequest, reply: FastifyReply, done: (error?: Error) => void): void {
  const { config } = request.routeOptions;
  reply.header('x-correlation-id', request.id).headers(config.page === true ? PAGE_HEADERS : DATA_HEADERS);
  request.exchange = new Exchange(config.endpoint);
  const { url, raw } = request;
  if (raw.headers.host === undefined && raw.httpVersion === '1.1') return done(malformedRequest());
  if (url.length > LONGEST_URL) return done(malformedUrl(`地址至多 ${LONGEST_URL} 个字符 / at most ${LONGEST_URL} characters`));
  if (url.includes('%00')) return done(malformedUrl('地址含 NUL 字符 / the address contains NUL'));
  const badQuery = (request.query as ParsedQuery | undefined)?.[BAD_QUERY];
  if (badQuery !== undefined) return done(malformedUrl(badQuery));
  if (request.is404 || (request.routeOptions.url === '/*' && OF_THE_API.test(url))) return done(noSuchAddress(request));
  if (config.page !== true) reply.header('cache-control', 'no-store');
  done();
}

function timerOf(durations: HookParts['durations'], method: string, route: string, status: number): (seconds: number) => void {
  const timer = durations.labels({ method, route, status });
  return (seconds) => timer.observe(seconds);
}

function noSuchAddress(request: FastifyRequest): ProblemError {
  const allowed = allowedMethods(request.url);
  if (allowed.length === 0 || allowed.includes(request.method)) return notFound();
  return new ProblemError({
    status: 405,
    code: 'method-not-allowed',
    detail: `这个地址只支持 ${allowed.join('、')} / This address takes ${allowed.join(', ')} only`,
    headers: { allow: allowed.join(', ') },
  });
}

const malformedUrl = (detail: string): ProblemError => new ProblemError({ status: 400, code: 'malformed-url', detail });

function leave(
  request: FastifyRequest,
  reply: FastifyReply,
  payload: unknown,
  done: (error: Error | null, payload?: unknown) => void,
): void {
  const { exchange, method, headers } = request;
  const etag = reply.getHeader('etag');
  if (exchange?.settle && (typeof payload === 'string' || payload === null)) {
    const settle = exchange.settle;
    exchange.settle = undefined;
    void settle({ status: reply.statusCode, body: payload ?? '', etag: typeof etag === 'string' ? etag : null }).then(() =>
      done(null, payload),
    );
    return;
  }
  const known = headers['if-none-match'];
  if (known !== undefined && typeof etag === 'string' && method === 'GET' && reply.statusCode === 200 && alreadyKnown(known, etag)) {
    reply.code(304).removeHeader('content-type').removeHeader('content-length');
    return done(null, null);
  }
  done(null, payload);
}

function logRequest(logger: Logger, request: FastifyRequest, reply: FastifyReply): void {
  const { endpoint } = request.exchange;
  const level = endpoint?.tag === 'operations' || !endpoint ? 'debug' : 'info';
  if (!logger.isLevelEnabled(level)) return;
  const [path] = request.url.split('?', 1);
  logger[level](
    {
      correlationId: request.id,
      method: request.method,
      path,
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime * 100) / 100,
      user: request.exchange.caller?.username,
    },
    'request',
  );
}
