import { ensureFeedTables, isFeedReader, KafkaSubscriptions } from '@budget/adapters/messaging-kafka';
import { handOverSubscription, PostgresSubscriptions } from '@budget/adapters/read-store-postgres';
import type { Clock, EventStore, Feed, Subscriber, Subscription, Subscriptions, Transaction } from '@budget/ports';
import type pg from 'pg';
import { observedSubscriptions } from './observing/observed-subscriptions';
import type { Observation } from './observing/observation';
import { startInTurn } from './start-in-turn';
import { startPatiently } from './start-patiently';

type Parts = Observation & {
  readonly store: EventStore;
  /** Null: every subscription reads the store. */
  readonly feed: Feed | null;
  readonly pool: pg.Pool;
  readonly clock: Clock;
};

/** A subscription that once read Kafka would handle events a second time if it went on over the store. Nothing was changed. */
export class ReadFromKafkaBefore extends Error {
  constructor(name: string) {
    super(
      `KAFKA_BROKERS：订阅“${name}”此前经 Kafka 读取，不能直接改回；请设回 KAFKA_BROKERS，或停止全部服务后运行 ` +
        `budget-monitor projections rebuild ${name} / subscription "${name}" has read Kafka before and cannot simply go on without it: ` +
        `set KAFKA_BROKERS again, or stop all services and run budget-monitor projections rebuild ${name}`,
    );
    this.name = 'ReadFromKafkaBefore';
  }
}

/** Subscribers that need the order of a project only read the feed, when there is one; all others the store, whose order is the order of all. */
export function subscriptionsOf({ feed, logger, metrics, tracing, ...parts }: Parts): Subscriptions {
  const log = ({ level, subscription, message, error }: Parameters<Log>[0]): void =>
    logger[level]({ subscription, correlationId: correlationOf(error), error }, message);
  const overStore = new PostgresSubscriptions({ ...parts, log, mayRun: refuseFeedReader });
  const overFeed =
    feed && new KafkaSubscriptions({ ...parts, feed, log, takeOver: (name, keep) => handOverSubscription(parts.pool, name, keep) });

  const start = async (subscriber: Subscriber): Promise<Subscription> => {
    if (subscriber.order === 'by-project' && overFeed) return overFeed.start(subscriber);
    await ensureFeedTables(parts.pool);
    await refuseFeedReader(parts.pool, subscriber.name);
    return overStore.start(subscriber);
  };
  const patient = startPatiently({ start }, (subscription, error, pauseMs) =>
    logger.warn({ subscription, error }, `subscription "${subscription}" could not start yet and tries again in ${pauseMs} ms`),
  );
  return observedSubscriptions(startInTurn(patient), parts.clock, { logger, metrics, tracing });
}

/** The note that it reads the feed is written by who holds the lock of its owner: whoever has that lock afterwards sees it. */
async function refuseFeedReader(transaction: Transaction, name: string): Promise<void> {
  if (await isFeedReader(transaction, name)) throw new ReadFromKafkaBefore(name);
}

/** Of the event that could not be handled. */
const correlationOf = (error: unknown): string | undefined =>
  error instanceof Error && 'correlationId' in error && typeof error.correlationId === 'string' ? error.correlationId : undefined;

type Log = (entry: {
  readonly level: 'info' | 'warn' | 'error';
  readonly subscription: string;
  readonly message: string;
  readonly error?: unknown;
}) => void;
