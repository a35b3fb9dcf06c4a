import { LOGGER, METRICS, PG_POOL, READINESS, type Logger, type ReadinessChecks, watchSubscription } from '@budget/adapters/nest-platform';
import { CLOCK, EVENT_STORE, SUBSCRIPTIONS, type Clock, type EventStore, type Subscription, type Subscriptions } from '@budget/ports';
import { Inject, Module, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import type { Pool } from 'pg';
import { Counter, type Registry } from 'prom-client';
import { AcknowledgeAlertHandler } from './actions/acknowledge-alert.handler';
import { AlertingController } from './actions/alerting.controller';
import { JudgeMilestonesHandler } from './actions/judge-milestones.handler';
import { AlertingCore, commandIdOf } from './alerting-core';
import { ALERTING_SUBSCRIPTION, alertingSubscriber } from './alerting.subscriber';
import { ALERTING_RUN } from './alerting.tokens';
import { entersPlan } from './judging/due-milestones';
import { createDueMilestones } from './judging/due-milestones.schema';
import { MilestoneClock } from './judging/milestone-clock';
import { WhatIfController } from './what-if/what-if.controller';
import { WhatIfHandler } from './what-if/what-if.handler';

const MILESTONE_CLOCK = Symbol('MilestoneClock');

/** What wakes the clock is known only after both exist. */
class DiaryBell {
  ring: () => void = () => undefined;
}

/** Judges milestones by clock and by request, and keeps the alerts. Appends its own facts; reads nobody's read model. */
@Module({
  imports: [CqrsModule],
  controllers: [AlertingController, WhatIfController],
  providers: [
    AcknowledgeAlertHandler,
    JudgeMilestonesHandler,
    WhatIfHandler,
    DiaryBell,
    { provide: AlertingCore, inject: [EVENT_STORE], useFactory: (store: EventStore) => new AlertingCore(store) },
    {
      provide: ALERTING_RUN,
      inject: [SUBSCRIPTIONS, AlertingCore, PG_POOL, CLOCK, DiaryBell],
      useFactory: async (
        subscriptions: Subscriptions,
        core: AlertingCore,
        pool: Pool,
        clock: Clock,
        bell: DiaryBell,
      ): Promise<Subscription> => {
        await createDueMilestones(pool);
        return subscriptions.start({
          ...alertingSubscriber(core.assessor, clock, commandIdOf),
          committed: (events) => events.some(entersPlan) && bell.ring(),
        });
      },
    },
    {
      provide: MILESTONE_CLOCK,
      inject: [AlertingCore, PG_POOL, ALERTING_RUN, CLOCK, LOGGER, METRICS],
      useFactory: (core: AlertingCore, database: Pool, diary: Subscription, clock: Clock, logger: Logger, registry: Registry) => {
        const judged = new Counter({ name: 'milestones_judged_total', help: 'Milestones judged by the clock', registers: [registry] });
        return new MilestoneClock({
          judge: core.judge,
          database,
          diary,
          clock,
          commandIdOf,
          onJudged: (count) => judged.inc(count),
          onError: (error) => logger.error({ error }, 'judging milestones failed, trying again'),
        });
      },
    },
  ],
})
export class AlertingServiceModule implements OnModuleInit, OnApplicationShutdown {
  constructor(
    @Inject(ALERTING_RUN) private readonly run: Subscription,
    @Inject(MILESTONE_CLOCK) private readonly clock: MilestoneClock,
    @Inject(DiaryBell) private readonly bell: DiaryBell,
    @Inject(READINESS) private readonly readiness: ReadinessChecks,
    @Inject(METRICS) private readonly metrics: Registry,
  ) {}

  onModuleInit(): void {
    watchSubscription(ALERTING_SUBSCRIPTION, this.run, { readiness: this.readiness, metrics: this.metrics });
    this.bell.ring = () => this.clock.wake();
    this.clock.wake();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.clock.close();
    await this.run.close();
  }
}
