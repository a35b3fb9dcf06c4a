import type { Tracer } from '@budget/ports';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import type { AccessGuard } from '../access/access.guard';
import type { IdempotencyKeys } from '../idempotency/idempotency-keys';
import { unwrapAnswer } from './answer';
import { beginRequest } from './request-begin';
import { inputHook } from './request-input';
import { leaveRequest } from './request-leave';
import { logHook, type RequestDurations } from './request-log';
import { traceRequests } from './request-trace';

export type HookParts = {
  readonly guard: AccessGuard;
  readonly keys: IdempotencyKeys;
  readonly logger: Logger;
  readonly durations: RequestDurations;
  readonly tracer: Tracer | null;
};

/** The way of every request: address → session and role → body → input and idempotency key → handler → answer → log. */
export function installRequestHooks(fastify: FastifyInstance, { guard, keys, logger, durations, tracer }: HookParts): void {
  fastify.decorateRequest('exchange');
  fastify.addHook('onRequest', beginRequest);
  if (tracer) traceRequests(fastify, tracer);
  fastify.addHook('onRequest', guard.check);
  fastify.addHook('preHandler', inputHook(keys, logger));
  fastify.addHook('preSerialization', unwrapAnswer);
  fastify.addHook('onSend', leaveRequest);
  fastify.addHook('onResponse', logHook(logger, durations));
}
