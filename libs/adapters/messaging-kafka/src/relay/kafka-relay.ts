import type { EventStore, Feed, RecordedEvent, Subscriber, Transaction } from '@budget/ports';
import type pg from 'pg';
import { ensureFeedTables } from '../feed-tables';
import { messageOf, type TraceOf } from './event-message';
import { traceparentOf } from './trace-parent';
import { keepAcknowledged, keepRelayed, knownPartitions, relayedUpTo } from './relay-offsets';

export const RELAY_SUBSCRIPTION = 'kafka-relay';

const BATCH = 1_000;

/**
 * Publishes every event of every project stream, in the order of the store. The checkpoint moves after all acknowledgements: a crash
 * in between sends the batch again. A broker that is away is passing trouble: the subscription retries for ever. A topic that lacks what
 * was published elsewhere before (a new KAFKA_TOPIC, a replay that others overtook) gets it first.
 */
export async function kafkaRelay(
  { feed, store, pool }: { readonly feed: Feed; readonly store: EventStore; readonly pool: pg.Pool },
  { traceOf = traceparentOf }: { readonly traceOf?: TraceOf } = {},
): Promise<Subscriber> {
  await ensureFeedTables(pool);
  const publish = async (events: readonly RecordedEvent[], transaction: Transaction): Promise<void> => {
    const messages = events.flatMap((event) => messageOf(event, traceOf) ?? []);
    const position = events.at(-1)?.position ?? 0n;
    if (messages.length === 0) return keepRelayed(transaction, feed.topic, position, null);
    const known = await knownPartitions(transaction, feed.topic);
    const acknowledged = await feed.publish(messages, known === undefined ? undefined : { partitions: known });
    await keepAcknowledged(transaction, feed.topic, acknowledged);
    await keepRelayed(transaction, feed.topic, position, acknowledged.partitions);
  };
  const fillUpTo = async (end: bigint): Promise<void> => {
    for (let position = await relayedUpTo(pool, feed.topic); ;) {
      const missing = (await store.readAll(position, { limit: BATCH })).filter((event) => event.position < end);
      const last = missing.at(-1);
      if (!last) return;
      await publish(missing, pool);
      position = last.position;
    }
  };
  let isFilled = false;
  return {
    name: RELAY_SUBSCRIPTION,
    batchSize: BATCH,
    handle: async (events, transaction) => {
      const [first] = events;
      if (first && !isFilled) await fillUpTo(first.position);
      isFilled = true;
      await publish(events, transaction);
    },
  };
}
