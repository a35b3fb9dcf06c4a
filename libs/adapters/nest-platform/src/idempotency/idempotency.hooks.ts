import type { EndpointName } from '@budget/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { ProblemError } from '../http/problem.error';
import type { IdempotencyKeys } from './idempotency-keys';
import type { StoredAnswer } from './idempotency-table';
import { requestFingerprint } from './request-fingerprint';

const KEY = /^[\x21-\x7e](?:[\x20-\x7e]{0,198}[\x21-\x7e])?$/;

/** The Idempotency-Key of a POST, checked. Other methods and login carry none. Throws ProblemError 400. */
export function idempotencyKeyOf(request: FastifyRequest): string | undefined {
  const header = request.headers['idempotency-key'];
  if (header === undefined || request.method !== 'POST' || request.exchange.endpoint?.roles === 'anyone') return undefined;
  if (typeof header === 'string' && KEY.test(header)) return header;
  const message = '应为 1–200 个可见字符，如一个 UUID / expected 1 to 200 printable characters such as a UUID';
  throw new ProblemError({
    status: 400,
    code: 'invalid-idempotency-key',
    detail: `请求头 Idempotency-Key：${message}`,
    errors: [{ path: 'header.Idempotency-Key', code: 'invalid-idempotency-key', message }],
  });
}

/** Their answer is a secret that must not be stored. Sent again, a renewal renews, and a changed password is no longer the present one. */
const ANSWERED_WITH_SESSION: ReadonlySet<string | undefined> = new Set<EndpointName>(['renewSession', 'changePassword']);
const isKept = ({ exchange }: FastifyRequest): boolean => !ANSWERED_WITH_SESSION.has(exchange.name);

/** A stored 412 would outlive the version it speaks of; refused by version, a request has done nothing and may come again. */
const isFinal = (status: number): boolean => status < 500 && status !== 412;

/** Claims the key before the handler runs. True when an earlier answer was sent instead. */
export async function claimKey(keys: IdempotencyKeys, logger: Logger, request: FastifyRequest, reply: FastifyReply): Promise<boolean> {
  const { exchange } = request;
  const key = exchange.idempotencyKey;
  if (key === undefined || !exchange.caller || !isKept(request)) return false;
  const claim = await keys.claim({ username: exchange.caller.username, key }, requestFingerprint(request));
  switch (claim.kind) {
    case 'run':
      exchange.settle = (answer) => settle(claim.settle, answer, logger, request);
      return false;
    case 'answered':
      replay(claim.answer, reply);
      return true;
    case 'other-request':
      throw new ProblemError({
        status: 422,
        code: 'idempotency-key-reused',
        detail:
          '这个 Idempotency-Key 已用于另一个请求；请为新的请求换一个 / This Idempotency-Key was used for another request; take a new one',
      });
    case 'still-running':
      throw new ProblemError({
        status: 409,
        code: 'request-in-progress',
        detail:
          '同一 Idempotency-Key 的请求仍在处理，请稍后用同一个键重试 / The first request with this key is still running; try again later',
        headers: { 'retry-after': '5' },
      });
  }
}

async function settle(
  keep: (answer: StoredAnswer | null) => Promise<void>,
  answer: StoredAnswer | null,
  logger: Logger,
  request: FastifyRequest,
): Promise<void> {
  try {
    await keep(answer && isFinal(answer.status) ? answer : null);
  } catch (error) {
    // The facts are already stored and a repetition finds them again, so the caller still gets the answer.
    logger.warn({ correlationId: request.id, err: error }, 'The answer could not be kept for its idempotency key');
  }
}

function replay({ status, body, etag }: StoredAnswer, reply: FastifyReply): void {
  if (etag !== null) reply.header('etag', etag);
  reply
    .header('cache-control', 'no-store')
    .code(status)
    .header('idempotency-replayed', 'true')
    .header('content-type', status >= 400 ? 'application/problem+json; charset=utf-8' : 'application/json; charset=utf-8')
    .send(body);
}
