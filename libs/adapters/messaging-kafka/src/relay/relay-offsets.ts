import type { Acknowledged, Transaction } from '@budget/ports';

/** The topic acknowledges offsets that were there already: it was deleted and made again, without what the relay sent before. */
export class TopicReplaced extends Error {
  constructor(topic: string) {
    super(
      `Kafka topic ${topic} was deleted and made again: it acknowledges offsets that are older than those acknowledged before, and lacks the ` +
        `earlier events. The relay's place was not moved. Replay the store with: budget-monitor relay --from 1 --topic <new>`,
    );
    this.name = 'TopicReplaced';
  }
}

/** Number of partitions when the relay first published; undefined before. */
export async function knownPartitions(transaction: Transaction, topic: string): Promise<number | undefined> {
  const { rows } = await transaction.query<{ partitions: number | null }>(
    'SELECT partitions FROM read_store.relay_topic WHERE topic = $1',
    [topic],
  );
  return rows[0]?.partitions ?? undefined;
}

/** The position up to which everything is in the topic; 0 for a topic that was never published to. */
export async function relayedUpTo(transaction: Transaction, topic: string): Promise<bigint> {
  const { rows } = await transaction.query<{ position: string }>('SELECT position::text FROM read_store.relay_topic WHERE topic = $1', [
    topic,
  ]);
  return BigInt(rows[0]?.position ?? 0);
}

/** Keeps that everything up to a position is published, in the transaction that moves the relay's checkpoint. Never set back. */
export async function keepRelayed(transaction: Transaction, topic: string, position: bigint, partitions: number | null): Promise<void> {
  await transaction.query(
    `INSERT INTO read_store.relay_topic AS kept (topic, position, partitions) VALUES ($1, $2, $3)
     ON CONFLICT (topic) DO UPDATE
     SET position = greatest(kept.position, EXCLUDED.position), partitions = coalesce(kept.partitions, EXCLUDED.partitions)`,
    [topic, position, partitions],
  );
}

/** Keeps the highest acknowledged offset of each partition, in that same transaction. */
export async function keepAcknowledged(transaction: Transaction, topic: string, { lastOffsets }: Acknowledged): Promise<void> {
  const { rowCount } = await transaction.query(
    `INSERT INTO read_store.relay_offset AS kept (topic, partition, last_offset)
     SELECT $1, * FROM unnest($2::integer[], $3::bigint[])
     ON CONFLICT (topic, partition) DO UPDATE SET last_offset = EXCLUDED.last_offset WHERE kept.last_offset < EXCLUDED.last_offset`,
    [topic, [...lastOffsets.keys()], [...lastOffsets.values()].map(String)],
  );
  if (rowCount !== lastOffsets.size) throw new TopicReplaced(topic);
}
