import type { RecordedEvent } from '@budget/ports';
import { createHash } from 'node:crypto';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * W3C trace context of a fact: that of the step that recorded it. Where nobody traced, the trace is the conversation it belongs to (its correlation
 * id) and the parent is the fact itself: events of one request and what follows from them share a trace, which is not marked as sampled.
 */
export const traceparentOf = ({ id, metadata }: Pick<RecordedEvent, 'id' | 'metadata'>): string =>
  metadata.traceparent ?? `00-${hexOf(metadata.correlationId, 32)}-${hexOf(id, 16)}-00`;

const hexOf = (text: string, digits: number): string => {
  const hex = UUID.test(text) ? text.replaceAll('-', '').toLowerCase() : createHash('sha256').update(text).digest('hex');
  return hex.slice(-digits);
};
