import type { EventStore } from '@budget/ports';
import type pg from 'pg';
import { ensureFeedTables } from '../feed-tables';
import type { KafkaFeed } from '../feed/kafka-feed';
import { messageOf } from './event-message';
import { keepAcknowledged, keepRelayed } from './relay-offsets';
import { traceparentOf } from './trace-parent';

export type ReplayProgress = { readonly position: bigint; readonly head: bigint; readonly published: number };

const BATCH = 1_000;

/** The topic of a replay must be new: among older messages a reader could not tell where the replay begins. */
export class TopicNotEmpty extends Error {
  constructor(topic: string) {
    super(`Kafka topic ${topic} already holds messages. Name a topic that does not exist yet.`);
    this.name = 'TopicNotEmpty';
  }
}

/**
 * Publishes the store's project events from position `from` (1: all of them) up to its head at the beginning, in order, into an empty
 * topic, and keeps what the topic then holds as the relay does. Moves no checkpoint. A reader that needs whole streams wants a replay from 1. Throws NotNow when the broker goes away.
 */
export async function replayInto(
  { feed, store, pool }: { readonly feed: KafkaFeed; readonly store: EventStore; readonly pool: pg.Pool },
  from: bigint,
  onProgress: (progress: ReplayProgress) => void = () => undefined,
): Promise<ReplayProgress> {
  if (from < 1n) throw new RangeError(`A replay begins at position 1 or later, not at ${from}.`);
  if (((await feed.size()) ?? 0n) > 0n) throw new TopicNotEmpty(feed.topic);
  await ensureFeedTables(pool);
  const head = await store.head();
  let progress: ReplayProgress = { position: from - 1n, head, published: 0 };
  while (progress.position < head) {
    const events = (await store.readAll(progress.position, { limit: BATCH })).filter(({ position }) => position <= head);
    const last = events.at(-1);
    if (!last) break;
    const messages = events.flatMap((event) => messageOf(event, traceparentOf) ?? []);
    const acknowledged = messages.length > 0 ? await feed.publish(messages) : null;
    if (acknowledged) await keepAcknowledged(pool, feed.topic, acknowledged);
    await keepRelayed(pool, feed.topic, last.position, acknowledged?.partitions ?? null);
    progress = { position: last.position, head, published: progress.published + messages.length };
    onProgress(progress);
  }
  return progress;
}
