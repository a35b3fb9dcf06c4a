import { createHash } from 'node:crypto';
import type { NewEvent } from '@budget/ports';

/** Fact number n of a writer: always the same id, so that a writer started again repeats it rather than doubling it. */
export function numberedFact(writer: string, number: number): NewEvent {
  const hex = createHash('sha256').update(`${writer}/${number}`).digest('hex');
  const id = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-');
  return { id, type: 'PaymentNoted', schemaVersion: 1, data: { number } };
}

export const BY_WRITER = { metadata: { commandId: 'command', correlationId: 'request', causationId: 'cause', actor: 'system:writer' } };
