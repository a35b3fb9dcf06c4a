import type { Instant, JsonObject } from '@budget/kernel';
import type { EventMetadata, RecordedEvent } from '@budget/ports';
import type pg from 'pg';

/** The columns of a read, in the order of `EventRow`; every value arrives as the text PostgreSQL sent. */
export const EVENT_COLUMNS = 'position, stream, version, id, type, schema_version, data, metadata, recorded_at, digest';

export type EventRow = [
  position: string,
  stream: string,
  version: string,
  id: string,
  type: string,
  schemaVersion: string,
  data: string,
  metadata: string,
  recordedAt: string,
  digest: string,
];

// The default parsers would build a Date, a Buffer and a second copy of each JSON text.
const asText = (value: string): string => value;
export const TEXT_ROWS: pg.CustomTypesConfig = { getTypeParser: () => asText };

export function toRecordedEvent(row: EventRow): RecordedEvent {
  const [position, stream, version, id, type, schemaVersion, data, metadata, recordedAt, digest] = row;
  return {
    id,
    type,
    schemaVersion: parseInt(schemaVersion, 10),
    data: JSON.parse(data) as JsonObject,
    stream,
    version: BigInt(version),
    position: BigInt(position),
    metadata: { ...(JSON.parse(metadata) as EventMetadata), recordedAt: recordedAt as Instant },
    digest: digest.slice(2),
  };
}
