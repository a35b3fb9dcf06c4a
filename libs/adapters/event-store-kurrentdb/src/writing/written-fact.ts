import { createHash } from 'node:crypto';
import type { Instant, JsonObject } from '@budget/kernel';
import { eventDigest, NotStorable, type EventMetadata, type NewEvent } from '@budget/ports';
import { writeMetadata, type PartOfCommit } from '../fact-metadata';
import type { EventToStore } from '../gateway/streams-gateway';

/** A new event with its canonical data. */
export type ReadyEvent = { readonly event: NewEvent; readonly data: string };

/** The server takes 1,048,576 bytes in one append; metadata and names count too. */
export const APPEND_BYTES = 1_000_000;
/** What metadata and names take beside the data at most, by the limits of `assertStorable`. */
const BESIDE_BYTES = 20_000;
const USUAL_BESIDE_BYTES = 800;

export const bytesOf = ({ data }: ReadyEvent): number => Buffer.byteLength(data, 'utf8') + USUAL_BESIDE_BYTES;

/** Throws NotStorable for an event that no append can carry. */
export function assertFits({ event, data }: ReadyEvent): void {
  const bytes = Buffer.byteLength(data, 'utf8');
  const limit = 1_048_576 - BESIDE_BYTES;
  if (bytes > limit)
    throw new NotStorable(`${event.type}.data`, `has ${bytes} bytes; the event store takes ${limit} in one event. Divide it into several.`);
}

/** Events in runs that one append can carry each. */
export function runsOf(events: readonly ReadyEvent[]): readonly (readonly ReadyEvent[])[] {
  const runs: ReadyEvent[][] = [];
  let room = 0;
  for (const event of events) {
    const bytes = bytesOf(event);
    if (bytes > room || runs.length === 0) {
      runs.push([]);
      room = APPEND_BYTES;
    }
    (runs.at(-1) as ReadyEvent[]).push(event);
    room -= bytes;
  }
  return runs;
}

export type FactPlace = {
  readonly stream: string;
  readonly version: bigint;
  readonly recordedAt: Instant;
  readonly commit?: PartOfCommit;
};

/** The event as it is sent to the server, with the digest over what readers will see. */
export function writtenFact(
  { event, data }: ReadyEvent,
  given: EventMetadata,
  { stream, version, recordedAt, commit }: FactPlace,
): EventToStore {
  const { id, type, schemaVersion } = event;
  const { actor, causationId, commandId, correlationId, traceparent } = given;
  const metadata = { actor, causationId, commandId, correlationId, recordedAt };
  const digest = eventDigest({ id, type, schemaVersion, data: JSON.parse(data) as JsonObject, stream, version, metadata });
  const trace = traceparent === undefined ? {} : { traceparent };
  const own = { ...metadata, ...trace, schemaVersion, version: version.toString(), digest };
  if (!commit) return { id, type, data, metadata: writeMetadata(own) };
  return { id: idWithin(commit.name, id), type, data, metadata: writeMetadata({ ...own, id, commit }) };
}

/** Another id for each commit: the server must never take a void fact for the same fact tried again. */
function idWithin(commit: string, id: string): string {
  const hex = createHash('sha256').update(`${commit}/${id}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
