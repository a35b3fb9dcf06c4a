import type { Feed, Subscriber } from '@budget/ports';
import type pg from 'pg';
import { ensureFeedTables } from '../feed-tables';
import { messageOf, type TraceOf } from './event-message';
import { traceparentOf } from './trace-parent';
import { keepAcknowledged, keepRelayed, knownPartitions } from './relay-offsets';

export const RELAY_SUBSCRIPTION = 'kafka-relay';

const BATCH = 1_000;

/**
 * Publishes every event of every project stream, in the order of the store. The checkpoint moves after all acknowledgements: a crash
 * in between sends the batch again. A broker that is away is passing trouble: the subscription retries for ever.
 */
export async function kafkaRelay(
  feed: Feed,
  pool: pg.Pool,
  { traceOf = traceparentOf }: { readonly traceOf?: TraceOf } = {},
): Promise<Subscriber> {
  await ensureFeedTables(pool);
  return {
    name: RELAY_SUBSCRIPTION,
    batchSize: BATCH,
    handle: async (events, transaction) => {
      const messages = events.flatMap((event) => messageOf(event, traceOf) ?? []);
      const position = events.at(-1)?.position ?? 0n;
      if (messages.length === 0) return keepRelayed(transaction, feed.topic, position, null);
      const known = await knownPartitions(transaction, feed.topic);
      const acknowledged = await feed.publish(messages, known === undefined ? undefined : { partitions: known });
      await keepAcknowledged(transaction, feed.topic, acknowledged);
      await keepRelayed(transaction, feed.topic, position, acknowledged.partitions);
    },
  };
}
