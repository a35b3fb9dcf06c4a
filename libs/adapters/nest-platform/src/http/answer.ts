import type { FastifyReply, FastifyRequest } from 'fastify';
import { PlainText } from './plain-text';

/** What a controller returns: status, body and, where it differs from the body's own version, the ETag. */
export class Answer {
  constructor(
    readonly status: number,
    readonly body: unknown,
    readonly etag: string | undefined,
  ) {}
}

/** `etag` is the bare value; by default it is the `version` of the body. */
export const answer = (status: number, body: unknown, options: { readonly etag?: string } = {}): Answer =>
  new Answer(status, body, options.etag ?? versionOf(body));

const versionOf = (body: unknown): string | undefined =>
  typeof body === 'object' && body !== null && 'version' in body && typeof body.version === 'string' ? body.version : undefined;

/** preSerialization: unwraps an Answer into status, ETag and body. */
export function unwrapAnswer(
  _request: FastifyRequest,
  reply: FastifyReply,
  payload: unknown,
  done: (error: null, payload: unknown) => void,
): void {
  if (!(payload instanceof Answer)) return done(null, payload);
  reply.code(payload.status);
  if (reply.getHeader('cache-control') === undefined) reply.header('cache-control', 'no-store');
  if (payload.etag !== undefined) reply.header('etag', `"${payload.etag}"`);
  if (!(payload.body instanceof PlainText)) return done(null, payload.body);
  reply.header('content-type', payload.body.contentType).serializer((text: unknown) => String(text));
  done(null, payload.body.text);
}

/** True when If-None-Match already names this ETag, compared weakly (RFC 9110 §13.1.2). */
export function alreadyKnown(ifNoneMatch: string, etag: string): boolean {
  if (ifNoneMatch.trim() === '*') return true;
  return ifNoneMatch.split(',').some((candidate) => candidate.trim().replace(/^W\//, '') === etag);
}
