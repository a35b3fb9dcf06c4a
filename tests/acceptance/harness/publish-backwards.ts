import { PostgresEventStore } from '@budget/adapters/event-store-postgres';
import { KafkaFeed, messageOf } from '@budget/adapters/messaging-kafka';
import { systemClock } from '@budget/adapters/nest-platform';
import pg from 'pg';

const PAGE = 5_000;

/** Puts everything that is stored into the topic once more, the last event first: every message a second time, and out of its order. */
export async function publishBackwards(databaseUrl: string, brokers: readonly string[], topic: string): Promise<number> {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 2 });
  const store = await PostgresEventStore.open({ pool, clock: systemClock() });
  const feed = new KafkaFeed({ brokers, topic, log: () => undefined });
  try {
    const events = [];
    for (let position = 0n; ;) {
      const page = await store.readAll(position, { limit: PAGE });
      events.push(...page);
      if (page.length < PAGE) break;
      position = page.at(-1)?.position ?? position;
    }
    const messages = events.reverse().flatMap((event) => messageOf(event) ?? []);
    await feed.publish(messages);
    return messages.length;
  } finally {
    await feed.close();
    await store.close();
    await pool.end();
  }
}
