import { randomUUID } from 'node:crypto';
import { kafkaRelay, KafkaFeed, KafkaSubscriptions } from '@budget/adapters/messaging-kafka';
import type { EventStore, Subscription } from '@budget/ports';
import { READ_MODEL_SUBSCRIPTION, readModelSubscriber } from '@budget/projection-service';
import { BY_BENCH, payment, registrations, streamOf } from '../event-store/payments';
import { clock, type Contestant } from './contestant';

const AT_ONCE = 100;
const PAGE = 1_000;
const LIMIT_MS = 600_000;

/** Every project, and so many payments over all of them. Answers how many events that is. */
export async function fill(store: EventStore, payments: number): Promise<number> {
  const projects = registrations();
  for (const registration of projects) await store.append(registration, BY_BENCH);
  for (let first = 0; first < payments; first += AT_ONCE) {
    const project = first / AT_ONCE;
    const events = Array.from({ length: AT_ONCE }, (_, index) => payment(project + index * projects.length));
    const appended = await store.append({ stream: streamOf(project), expected: 'any', events }, BY_BENCH);
    if (!appended.ok) throw new Error(`Refused: ${appended.failure.kind}`);
  }
  return projects.length + payments;
}

const perSecond = async (events: number, work: () => Promise<void>): Promise<number> => {
  const begun = performance.now();
  await work();
  return (events * 1_000) / (performance.now() - begun);
};

/** Events a second that the store's own feed hands out, from the first. */
export const followed = ({ store }: Contestant, events: number): Promise<number> =>
  perSecond(events, async () => {
    const enough = new AbortController();
    let seen = 0;
    for await (const batch of store.follow(0n, { limit: PAGE, signal: enough.signal })) {
      seen += batch.length;
      if (seen >= events) enough.abort();
    }
    if (seen !== events) throw new Error(`The feed brought ${seen} events, not ${events}`);
  });

const untilReached = async (subscription: Subscription, position: bigint): Promise<void> => {
  if (!(await subscription.reached(position, LIMIT_MS))) throw new Error(`${position} was not reached`);
  await subscription.close();
};

/** Events a second into the product's read model, from an empty one. */
export async function projected({ store, pool, subscriptions }: Contestant, events: number): Promise<number> {
  await pool.query('DELETE FROM read_store.checkpoint WHERE name = $1', [READ_MODEL_SUBSCRIPTION]);
  await pool.query(`DO $$ DECLARE owned text; BEGIN
      FOR owned IN SELECT tablename FROM pg_tables WHERE schemaname = 'read_model' LOOP EXECUTE format('TRUNCATE read_model.%I CASCADE', owned); END LOOP;
    END $$`);
  const head = await store.head();
  return perSecond(events, async () => untilReached(await subscriptions.start(readModelSubscriber()), head));
}

/** Events a second through a new topic, from the relay's first read to the last one a consumer has committed. */
export async function relayed(
  { store, pool, subscriptions, log }: Contestant,
  events: number,
  brokers: readonly string[],
): Promise<number> {
  const name = `bench-${randomUUID()}`;
  const feed = new KafkaFeed({ brokers, topic: name, log: ({ level }) => level === 'error' && process.exit(1) });
  const relay = { ...(await kafkaRelay({ feed, store, pool })), name };
  let seen = 0;
  const counting = {
    name,
    batchSize: PAGE,
    handle: () => Promise.resolve(),
    committed: (batch: readonly unknown[]) => void (seen += batch.length),
  };
  const head = await store.head();
  const rate = await perSecond(events, async () => {
    const consumer = await new KafkaSubscriptions({ store, pool, feed, clock, log }).start(counting);
    const relaying = await subscriptions.start(relay);
    await untilReached(consumer, head);
    await relaying.close();
  });
  if (seen !== events) throw new Error(`The consumer was brought ${seen} events, not ${events}`);
  await feed.close();
  return rate;
}
