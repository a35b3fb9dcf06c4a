import { PG_POOL, METRICS, READINESS, watchSubscription, type ReadinessChecks } from '@budget/adapters/nest-platform';
import { EVENT_STORE, SUBSCRIPTIONS, type EventStore, type Subscription, type Subscriptions } from '@budget/ports';
import type { Registry } from 'prom-client';
import { Inject, Module, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import type { Pool } from 'pg';
import { AccessModule } from './access/access.module';
import { BudgetChangesController } from './budget/budget-changes.controller';
import { BudgetCommandHandler } from './budget/budget-command.handler';
import { DecideYearEndHandler } from './budget/decide-year-end.handler';
import { DisbursementsController } from './budget/disbursements.controller';
import { ProjectBudgets } from './budget/project-budgets';
import { TransferBudgetHandler } from './budget/transfer-budget.handler';
import { ProjectsController } from './budget/projects.controller';
import { DisbursementFilesController } from './disbursement-files/disbursement-files.controller';
import { createFileMappings } from './disbursement-files/file-mappings';
import { ImportDisbursementFileHandler } from './disbursement-files/import-disbursement-file.handler';
import { createDocumentFiles, DocumentFiles } from './documents/document-files';
import { ImportTargetDocumentHandler } from './documents/import-target-document.handler';
import { TargetDocumentsController } from './documents/target-documents.controller';
import { GuardsModule } from './guards/guards.module';
import { GUARDS_SUBSCRIPTION, guardsSubscriber } from './guards/guards.subscriber';
import { KnownUnits } from './guards/known-units';

const GUARDS_RUN = Symbol('GuardsRun');

/** All writing of targets and money. Reads its own streams and guards, never the read model. */
@Module({
  imports: [CqrsModule, AccessModule, GuardsModule],
  controllers: [
    ProjectsController,
    DisbursementsController,
    BudgetChangesController,
    DisbursementFilesController,
    TargetDocumentsController,
  ],
  providers: [
    BudgetCommandHandler,
    TransferBudgetHandler,
    DecideYearEndHandler,
    ImportDisbursementFileHandler,
    ImportTargetDocumentHandler,
    { provide: ProjectBudgets, inject: [EVENT_STORE], useFactory: (store: EventStore) => new ProjectBudgets(store) },
    {
      provide: DocumentFiles,
      inject: [PG_POOL],
      useFactory: async (pool: Pool) => {
        await createDocumentFiles(pool);
        await createFileMappings(pool);
        return new DocumentFiles(pool);
      },
    },
    {
      provide: GUARDS_RUN,
      // A guard is asked for so that the tables are there.
      inject: [SUBSCRIPTIONS, KnownUnits],
      useFactory: (subscriptions: Subscriptions): Promise<Subscription> => subscriptions.start(guardsSubscriber),
    },
  ],
})
export class CommandServiceModule implements OnModuleInit, OnApplicationShutdown {
  constructor(
    @Inject(GUARDS_RUN) private readonly run: Subscription,
    @Inject(READINESS) private readonly readiness: ReadinessChecks,
    @Inject(METRICS) private readonly metrics: Registry,
  ) {}

  onModuleInit(): void {
    watchSubscription(GUARDS_SUBSCRIPTION, this.run, { readiness: this.readiness, metrics: this.metrics });
  }

  async onApplicationShutdown(): Promise<void> {
    await this.run.close();
  }
}
