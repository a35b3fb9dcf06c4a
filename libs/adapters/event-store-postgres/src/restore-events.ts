import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { canonicalJson, type RecordedEvent } from '@budget/ports';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';

const COPY = `COPY event_store.events (position, stream, version, id, type, schema_version, data, metadata, recorded_at, digest) FROM STDIN`;
const BROKEN_STREAM = `
  SELECT stream FROM event_store.events GROUP BY stream
  HAVING min(version) <> 0 OR count(*) <> max(version) + 1 LIMIT 1`;

/** The events cannot become this store. The caller's transaction must be rolled back. */
export class NotRestorable extends Error {
  constructor(why: string) {
    super(`The events were not restored: ${why}`);
    this.name = 'NotRestorable';
  }
}

/**
 * Puts recorded events into an empty store exactly as they were: positions, ids, versions, moments and digests. Works inside the caller's
 * transaction, which alone makes it whole; writers wait for its end. Answers the last position. Throws NotRestorable.
 */
export async function restoreEvents(client: pg.ClientBase, batches: AsyncIterable<readonly RecordedEvent[]>): Promise<bigint> {
  const { rows } = await client.query<{ position: string }>('SELECT position::text AS position FROM event_store.head FOR UPDATE');
  if (rows[0]?.position !== '0') throw new NotRestorable(`the store ends at position ${rows[0]?.position}, it must be empty.`);

  let head = 0n;
  async function* text(): AsyncGenerator<string> {
    for await (const batch of batches) {
      yield batch.map(rowOf).join('');
      head = batch.at(-1)?.position ?? head;
    }
  }
  await pipeline(Readable.from(text()), client.query(copyFrom(COPY)));

  const broken = await client.query<{ stream: string }>(BROKEN_STREAM);
  if (broken.rows[0]) throw new NotRestorable(`stream ${broken.rows[0].stream} does not count 0, 1, 2 …`);
  await client.query(
    `UPDATE event_store.head SET position = $1, recorded_at = coalesce((SELECT max(recorded_at) FROM event_store.events), '')`,
    [head],
  );
  await client.query('ANALYZE event_store.events');
  return head;
}

function rowOf({ position, stream, version, id, type, schemaVersion, data, metadata, digest }: RecordedEvent): string {
  const { actor, causationId, commandId, correlationId, recordedAt } = metadata;
  const known = canonicalJson({ actor, causationId, commandId, correlationId });
  const fields = [position, escaped(stream), version, id, escaped(type), schemaVersion, escaped(canonicalJson(data)), escaped(known)];
  return `${fields.join('\t')}\t${recordedAt}\t\\\\x${digest}\n`;
}

// JSON and checked names hold no tab and no line end: of COPY's special characters only the backslash is left.
const escaped = (text: string): string => (text.includes('\\') ? text.replaceAll('\\', '\\\\') : text);
