import { canonicalJson } from './canonical-json';
import type { Append, EventMetadata, NewEvent } from './event-store.port';
import { TRACEPARENT } from './tracer.port';

/** An append that no store can keep: a bug of the caller, not a refusal of the business. */
export class NotStorable extends RangeError {
  constructor(what: string, rule: string) {
    super(`${what} ${rule}`);
    this.name = 'NotStorable';
  }
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const CONTROL = /[\p{Control}\p{Surrogate}]/u;
const NAME_LIMIT = 500;

/** Checks what every adapter asks of one call: named streams once each, at least one event each, lower-case UUIDs, clean names. */
export function assertStorable(appends: readonly Append[], metadata: EventMetadata): void {
  if (appends.length === 0) throw new NotStorable('An append', 'needs at least one stream.');
  for (const [field, text] of Object.entries(metadata)) assertName(`metadata.${field}`, text);
  const { traceparent } = metadata;
  if (traceparent !== undefined && !TRACEPARENT.test(traceparent)) throw new NotStorable('metadata.traceparent', 'is no W3C traceparent.');

  const streams = new Set<string>();
  const ids = new Set<string>();
  for (const { stream, events } of appends) {
    assertName('The stream name', stream);
    if (streams.has(stream)) throw new NotStorable(`Stream ${stream}`, 'is named twice in one append. Put its events into one list.');
    if (events.length === 0) throw new NotStorable(`The append to ${stream}`, 'holds no event.');
    streams.add(stream);
    for (const { id, type, schemaVersion } of events) {
      if (!UUID.test(id)) throw new NotStorable(`Event id "${id}"`, 'is no lower-case UUID.');
      if (ids.has(id)) throw new NotStorable(`Event id ${id}`, 'is given twice in one append.');
      if (!Number.isInteger(schemaVersion) || schemaVersion < 1 || schemaVersion > 32_767) {
        throw new NotStorable(`Schema version ${schemaVersion} of ${type}`, 'is no whole number from 1 to 32767.');
      }
      assertName('The event type', type);
      ids.add(id);
    }
  }
}

/** The canonical text of an event's data. Throws on what is no JSON and on U+0000, which PostgreSQL cannot keep. */
export function canonicalData({ type, data }: NewEvent): string {
  const text = canonicalJson(data, `${type}.data`);
  if (text.includes('\\u0000') && NUL_ESCAPE.test(text))
    throw new NotStorable(`${type}.data`, 'holds the character U+0000. Remove it from the text.');
  return text;
}

const NUL_ESCAPE = /(?<!\\)(\\\\)*\\u0000/;

function assertName(what: string, text: string): void {
  if (typeof text !== 'string' || text === '' || text.length > NAME_LIMIT) {
    throw new NotStorable(what, `must be text of 1 to ${NAME_LIMIT} characters.`);
  }
  if (CONTROL.test(text)) throw new NotStorable(what, 'holds a control character or half a surrogate pair.');
}
