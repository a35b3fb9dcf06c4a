import type { RecordedEvent } from '@budget/ports';
import { createHash } from 'node:crypto';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * W3C trace context of a fact: the trace is the conversation it belongs to (its correlation id), the parent is the fact itself. Events of one
 * request and everything that follows from them share a trace; nothing else is known of it, so it is not marked as sampled.
 */
export const traceparentOf = ({ id, metadata }: Pick<RecordedEvent, 'id' | 'metadata'>): string =>
  `00-${hexOf(metadata.correlationId, 32)}-${hexOf(id, 16)}-00`;

const hexOf = (text: string, digits: number): string => {
  const hex = UUID.test(text) ? text.replaceAll('-', '').toLowerCase() : createHash('sha256').update(text).digest('hex');
  return hex.slice(-digits);
};
