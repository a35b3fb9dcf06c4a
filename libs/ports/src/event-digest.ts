import { createHash } from 'node:crypto';
import { canonicalJson } from './canonical-json';
import type { RecordedEvent } from './event-store.port';

/** What the digest covers: everything a fact says, but not its position nor its trace context, so that every store makes the same digest. */
export type DigestedFact = Pick<RecordedEvent, 'id' | 'type' | 'schemaVersion' | 'data' | 'stream' | 'version' | 'metadata'>;

/** SHA-256, lower-case hex, over the canonical JSON (RFC 8785) of the fact; the version as decimal text. */
export const eventDigest = (fact: DigestedFact): string => createHash('sha256').update(canonicalFact(fact), 'utf8').digest('hex');

/** The text under the digest. Keys stand in canonical order: data, id, metadata, schemaVersion, stream, type, version. */
export function canonicalFact({ data, id, metadata, schemaVersion, stream, type, version }: DigestedFact): string {
  const { actor, causationId, commandId, correlationId, recordedAt } = metadata;
  return canonicalJson({
    data,
    id,
    metadata: { actor, causationId, commandId, correlationId, recordedAt },
    schemaVersion,
    stream,
    type,
    version: String(version),
  });
}
