import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

const SANE = /^[A-Za-z0-9][A-Za-z0-9._:-]{0,99}$/;

/** The caller's X-Correlation-Id, else its X-Request-Id, when it is short and plain; otherwise a new one. */
export function correlationIdOf({ headers }: IncomingMessage): string {
  const given = headers['x-correlation-id'] ?? headers['x-request-id'];
  return typeof given === 'string' && SANE.test(given) ? given : randomUUID();
}
