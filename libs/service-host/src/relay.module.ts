import { METRICS, PG_POOL, READINESS, watchSubscription, type ReadinessChecks } from '@budget/adapters/nest-platform';
import { kafkaRelay, RELAY_SUBSCRIPTION, traceparentOf } from '@budget/adapters/messaging-kafka';
import { EVENT_STORE, SUBSCRIPTIONS, type EventStore, type Feed, type Subscription, type Subscriptions } from '@budget/ports';
import { Inject, Module, type DynamicModule, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import type { Pool } from 'pg';
import type { Registry } from 'prom-client';
import type { HandledSpans } from './observing/handled-spans';

const RELAY_RUN = Symbol('RelayRun');

/**
 * Publishes the store to the feed. Of all processes that hold this module one is at work, the others wait for its place. Trouble of the feed
 * degrades the process and never makes it unready: requests are served without it.
 */
@Module({})
export class RelayModule implements OnModuleInit, OnApplicationShutdown {
  constructor(
    @Inject(RELAY_RUN) private readonly run: Subscription,
    @Inject(READINESS) private readonly readiness: ReadinessChecks,
    @Inject(METRICS) private readonly metrics: Registry,
  ) {}

  static publishingTo(feed: Feed, handled?: HandledSpans): DynamicModule {
    const run = {
      provide: RELAY_RUN,
      inject: [SUBSCRIPTIONS, EVENT_STORE, PG_POOL],
      useFactory: async (subscriptions: Subscriptions, store: EventStore, pool: Pool): Promise<Subscription> =>
        subscriptions.start(
          await kafkaRelay({ feed, store, pool }, { traceOf: (event) => handled?.traceparentOf(event) ?? traceparentOf(event) }),
        ),
    };
    return { module: RelayModule, providers: [run] };
  }

  onModuleInit(): void {
    watchSubscription(RELAY_SUBSCRIPTION, this.run, { readiness: this.readiness, metrics: this.metrics, outlet: true });
  }

  async onApplicationShutdown(): Promise<void> {
    await this.run.close();
  }
}
