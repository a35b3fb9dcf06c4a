import { CONFIG, METRICS, READINESS, watchSubscription, type MonitorConfig, type ReadinessChecks } from '@budget/adapters/nest-platform';
import { SUBSCRIPTIONS, type Subscription, type Subscriptions } from '@budget/ports';
import type { Registry } from 'prom-client';
import { Inject, Module, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { LiveFeed } from './live/live-feed';
import { LiveStreamController } from './live/live-stream.controller';
import { READ_MODEL_SUBSCRIPTION, readModelSubscriber } from './projections/read-model.projection';
import { AlertsQueryHandler } from './queries/alerts.query';
import { AuditTrailQueryHandler } from './queries/audit-trail.query';
import { BoardQueryHandler } from './queries/board.query';
import { DifferencesQueryHandler } from './queries/differences.query';
import { LedgerQueryHandler } from './queries/ledger.query';
import { MilestoneChecksQueryHandler } from './queries/milestone-checks.query';
import { ProjectListQueryHandler } from './queries/project-list.query';
import { ProjectChangesQueryHandler } from './queries/project-changes.query';
import { ProjectHistory } from './queries/project-history';
import { ProjectQueryHandler } from './queries/project.query';
import { MonitoringReadController, ProjectReadController } from './queries/read.controllers';
import { READ_MODEL_RUN, ReadGate } from './queries/read-gate';
import { ReconciliationController } from './queries/reconciliation.controller';
import { ReconciliationQueryHandler } from './queries/reconciliation.query';
import { SummaryQueryHandler } from './queries/summary.query';
import { showOpenAlerts } from './read-model/open-alerts.metric';
import { openReadModel, READ_MODEL } from './read-model/read-model.data-source';

const POOL_SIZE = 10;

/** Owns every table it reads; answers all reads and the live stream. */
@Module({
  controllers: [ReconciliationController, ProjectReadController, MonitoringReadController, LiveStreamController],
  providers: [
    ReadGate,
    ProjectListQueryHandler,
    ProjectQueryHandler,
    ProjectHistory,
    ProjectChangesQueryHandler,
    DifferencesQueryHandler,
    ReconciliationQueryHandler,
    SummaryQueryHandler,
    BoardQueryHandler,
    MilestoneChecksQueryHandler,
    LedgerQueryHandler,
    AlertsQueryHandler,
    AuditTrailQueryHandler,
    LiveFeed,
    {
      provide: READ_MODEL,
      inject: [CONFIG],
      useFactory: ({ databaseUrl }: MonitorConfig): Promise<DataSource> => {
        if (databaseUrl === null) throw new Error('The projection service needs a database');
        return openReadModel(databaseUrl, POOL_SIZE);
      },
    },
    {
      provide: READ_MODEL_RUN,
      // The tables must be there before the first event arrives.
      inject: [SUBSCRIPTIONS, READ_MODEL],
      useFactory: (subscriptions: Subscriptions): Promise<Subscription> => subscriptions.start(readModelSubscriber()),
    },
  ],
})
export class ProjectionServiceModule implements OnModuleInit, OnApplicationShutdown {
  constructor(
    @Inject(READ_MODEL) private readonly dataSource: DataSource,
    @Inject(READ_MODEL_RUN) private readonly run: Subscription,
    @Inject(READINESS) private readonly readiness: ReadinessChecks,
    @Inject(METRICS) private readonly metrics: Registry,
  ) {}

  onModuleInit(): void {
    showOpenAlerts(this.metrics, this.dataSource);
    watchSubscription(READ_MODEL_SUBSCRIPTION, this.run, { readiness: this.readiness, metrics: this.metrics });
  }

  async onApplicationShutdown(): Promise<void> {
    await this.run.close();
    await this.dataSource.destroy();
  }
}
