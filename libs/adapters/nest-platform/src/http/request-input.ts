import type { Endpoint } from '@budget/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { claimKey, idempotencyKeyOf } from '../idempotency/idempotency.hooks';
import type { IdempotencyKeys } from '../idempotency/idempotency-keys';
import { unsupportedType } from './framework-problem';
import { readInput } from './input-reader';
import { readUpload } from './multipart-body';

type Done = (error?: Error) => void;

/** preHandler: reads the input with the endpoint's schemas, then claims the idempotency key. Without a key it stays synchronous. */
export function inputHook(keys: IdempotencyKeys, logger: Logger): (request: FastifyRequest, reply: FastifyReply, done: Done) => void {
  return (request, reply, done) => {
    const { exchange } = request;
    const { endpoint } = exchange;
    if (!endpoint) return done();
    try {
      exchange.idempotencyKey = idempotencyKeyOf(request);
      if (endpoint.body && request.isMultipart()) return done(unsupportedType());
      exchange.input = readInput(endpoint, { params: request.params, query: request.query ?? {}, body: request.body });
    } catch (error) {
      return done(error as Error);
    }
    if (exchange.idempotencyKey === undefined && !endpoint.multipart) return done();
    prepare(endpoint, request, reply).then((answered) => (answered ? undefined : done()), done);
  };

  async function prepare({ multipart }: Endpoint, request: FastifyRequest, reply: FastifyReply): Promise<boolean> {
    if (multipart) request.exchange.document = await readUpload(request, multipart);
    return claimKey(keys, logger, request, reply);
  }
}
