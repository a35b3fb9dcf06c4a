import { clockStartingAt, createLogger, createMetrics, systemClock, type Logger, type MonitorConfig } from '@budget/adapters/nest-platform';
import { openEventStoreOf } from '@budget/adapters/event-store-kurrentdb';
import { PostgresEventStore } from '@budget/adapters/event-store-postgres';
import type { KafkaFeed } from '@budget/adapters/messaging-kafka';
import { openTracing } from '@budget/adapters/tracing-opentelemetry';
import type { Clock, EventStore, Subscriptions, Tracer } from '@budget/ports';
import pg from 'pg';
import { Histogram, type Registry } from 'prom-client';
import { feedOf } from './feed-of';
import { HandledSpans } from './observing/handled-spans';
import { ObservedEventStore } from './observing/observed-event-store';
import { oneAtATime } from './one-at-a-time';
import { subscriptionsOf } from './subscriptions-of';

/** What a service stands on, opened once: database, clock, event store, feed, subscriptions. `close` gives everything back. */
export type Host = {
  readonly config: MonitorConfig & { readonly databaseUrl: string };
  readonly logger: Logger;
  readonly clock: Clock;
  readonly pool: pg.Pool;
  readonly store: EventStore;
  /** Null without KAFKA_BROKERS. */
  readonly feed: KafkaFeed | null;
  readonly subscriptions: Subscriptions;
  readonly metrics: Registry;
  /** Null without OTEL_EXPORTER_OTLP_ENDPOINT. */
  readonly tracing: { readonly tracer: Tracer; readonly handled: HandledSpans } | null;
  close(): Promise<void>;
};

const POOL_SIZE = 16;

/** `serviceName` shows in the database's list of connections. */
export async function openHost(config: Host['config'], serviceName: string, clock?: Clock): Promise<Host> {
  const opened = await tracingOf(config, serviceName, (reason) => logger.warn({ reason }, 'traces could not be sent'));
  const tracing = opened && { tracer: opened.tracer, handled: new HandledSpans() };
  const logger = createLogger(config, undefined, tracing?.tracer);
  const time = clock ?? (config.clockStart === null ? systemClock() : clockStartingAt(config.clockStart));
  const pool = new pg.Pool({ connectionString: config.databaseUrl, max: POOL_SIZE, application_name: serviceName });
  pool.on('error', (error) => logger.warn({ error }, 'a database connection broke; it will be replaced'));

  const metrics = createMetrics();
  const { eventStoreUrl } = config;
  const observation = { logger, metrics, tracing };
  const kept = eventStoreUrl === null ? await openPostgresStore(pool, time, metrics) : openEventStoreOf(eventStoreUrl, { clock: time });
  const store = new ObservedEventStore(kept, observation);
  const feed = feedOf(config, serviceName, logger);
  const subscriptions = subscriptionsOf({ store, feed, pool, clock: time, ...observation });
  return {
    config,
    logger,
    clock: time,
    pool,
    store,
    feed,
    subscriptions,
    metrics,
    tracing,
    close: async () => {
      await feed?.close();
      await store.close();
      await pool.end();
      await opened?.close();
    },
  };
}

function openPostgresStore(pool: pg.Pool, clock: Clock, metrics: Registry): Promise<EventStore> {
  const buckets = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.5, 1, 5];
  const commits = new Histogram({ name: 'event_store_commit_seconds', help: 'Time of one group commit', buckets, registers: [metrics] });
  const groups = new Histogram({
    name: 'event_store_group_events',
    help: 'Events that shared one commit',
    buckets: [1, 2, 5, 10, 20, 50, 100, 200, 500],
    registers: [metrics],
  });
  return oneAtATime(pool, () =>
    PostgresEventStore.open({
      pool,
      clock,
      onCommit: ({ events, milliseconds }) => {
        commits.observe(milliseconds / 1_000);
        groups.observe(events);
      },
    }),
  );
}

async function tracingOf({ tracesEndpoint, serviceName }: Host['config'], name: string, onTrouble: (reason: string) => void) {
  return tracesEndpoint === null ? null : openTracing({ endpoint: tracesEndpoint, serviceName: serviceName ?? name, onTrouble });
}
