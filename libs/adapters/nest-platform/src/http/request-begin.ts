import type { FastifyReply, FastifyRequest } from 'fastify';
import { allowedMethods } from './allowed-methods';
import { Exchange } from './exchange';
import { malformedRequest, notFound } from './framework-problem';
import { ProblemError } from './problem.error';
import { BAD_QUERY, type ParsedQuery } from './query-string';
import { DATA_HEADERS, PAGE_HEADERS } from './security-headers';

const LONGEST_URL = 4_096;
/** Never the dashboard's, even where it answers every other address. */
const OF_THE_API = /^\/api(?:[/?]|$)/;

/** onRequest, first of all: correlation id and security headers for whatever is answered, then whether the address makes sense. */
export function beginRequest(request: FastifyRequest, reply: FastifyReply, done: (error?: Error) => void): void {
  const { config } = request.routeOptions;
  const page = config.page === true;
  reply.header('x-correlation-id', request.id).headers(page ? PAGE_HEADERS : DATA_HEADERS);
  request.exchange = new Exchange(config.endpoint);

  const { url, raw } = request;
  if (raw.headers.host === undefined && raw.httpVersion === '1.1') return done(malformedRequest());
  if (url.length > LONGEST_URL) return done(malformedUrl(`地址至多 ${LONGEST_URL} 个字符 / at most ${LONGEST_URL} characters`));
  if (url.includes('%00')) return done(malformedUrl('地址含 NUL 字符 / the address contains NUL'));
  const badQuery = (request.query as ParsedQuery | undefined)?.[BAD_QUERY];
  if (badQuery !== undefined) return done(malformedUrl(badQuery));
  if (request.is404 || (request.routeOptions.url === '/*' && OF_THE_API.test(url))) return done(noSuchAddress(request));
  done();
}

function noSuchAddress({ url, method }: FastifyRequest): ProblemError {
  const allowed = allowedMethods(url);
  if (allowed.length === 0 || allowed.includes(method)) return notFound();
  return new ProblemError({
    status: 405,
    code: 'method-not-allowed',
    detail: `这个地址只支持 ${allowed.join('、')} / This address takes ${allowed.join(', ')} only`,
    headers: { allow: allowed.join(', ') },
  });
}

const malformedUrl = (detail: string): ProblemError => new ProblemError({ status: 400, code: 'malformed-url', detail });
