import type { RecordedEvent, Transaction } from '@budget/ports';
import { handledBefore } from './feed-reader';

/** An event is missing before this one. Going on would make figures quietly wrong. */
export class StreamGap extends Error {
  constructor({ stream, version, type }: RecordedEvent, seen: bigint) {
    super(
      `${type} is version ${version} of ${stream}, but version ${seen + 1n} has not been seen: an event is missing in the topic, or came ` +
        `out of order. Nothing after it was counted. Replay the store into a new topic ("budget-monitor relay --from 1 --topic <new>"), then start with KAFKA_TOPIC=<new>.`,
    );
    this.name = 'StreamGap';
  }
}

/** What of each stream is to be handled. Drops what comes again or was handled over the store, and stops at a gap. */
export async function unseenOf(
  transaction: Transaction,
  name: string,
  events: readonly RecordedEvent[],
): Promise<readonly RecordedEvent[]> {
  const streams = [...new Set(events.map(({ stream }) => stream))];
  const { rows } = await transaction.query<{ stream: string; version: string }>(
    'SELECT stream, version::text FROM read_store.consumer_stream WHERE name = $1 AND stream = ANY($2)',
    [name, streams],
  );
  const before = await handledBefore(transaction, name);
  const seen = new Map(rows.map(({ stream, version }) => [stream, BigInt(version)]));
  const unseen = events.filter((event) => {
    const last = seen.get(event.stream) ?? -1n;
    if (event.version <= last) return false;
    if (event.version > last + 1n) throw new StreamGap(event, last);
    seen.set(event.stream, event.version);
    return true;
  });
  if (unseen.length > 0) await keepSeen(transaction, name, new Map(unseen.map(({ stream, version }) => [stream, version])));
  return unseen.filter(({ position }) => position > before);
}

const keepSeen = (transaction: Transaction, name: string, versions: ReadonlyMap<string, bigint>): Promise<unknown> =>
  transaction.query(
    `INSERT INTO read_store.consumer_stream (name, stream, version) SELECT $1, * FROM unnest($2::text[], $3::bigint[])
     ON CONFLICT (name, stream) DO UPDATE SET version = EXCLUDED.version`,
    [name, [...versions.keys()], [...versions.values()].map(String)],
  );
