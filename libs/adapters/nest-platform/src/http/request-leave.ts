import type { FastifyReply, FastifyRequest } from 'fastify';

type Done = (error: Error | null, payload?: unknown) => void;

/** onSend: keeps the answer for its idempotency key before it leaves, and sends nothing to whom already has it. */
export function leaveRequest(request: FastifyRequest, reply: FastifyReply, payload: unknown, done: Done): void {
  const { exchange } = request;
  const header = reply.getHeader('etag');
  const etag = typeof header === 'string' ? header : null;
  const settle = exchange?.settle;
  if (settle) {
    exchange.settle = undefined;
    const answer = typeof payload === 'string' ? { status: reply.statusCode, body: payload, etag } : null;
    void settle(answer).then(() => done(null, payload));
    return;
  }
  done(null, payload);
}
