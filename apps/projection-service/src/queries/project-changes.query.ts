import type { BudgetChangesView, PlanVersionsView } from '@budget/contracts';
import { effectivePlan } from '@budget/domain/milestones';
import { Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { READ_MODEL } from '../read-model/read-model.data-source';
import { budgetView } from './figures.view';
import { ProjectHistory } from './project-history';
import type { ProjectAtRow } from './project-rows';
import { projectAt } from './project-standing.sql';
import type { Reading } from './read-gate';
import { SqlValues } from './sql-values';

/** How budget and plan of one project came to be what they are: each step with its document. */
@Injectable()
export class ProjectChangesQueryHandler {
  constructor(
    @Inject(READ_MODEL) private readonly dataSource: DataSource,
    @Inject(ProjectHistory) private readonly history: ProjectHistory,
  ) {}

  async budget(projectCode: string, reading: Reading): Promise<BudgetChangesView | null> {
    const row = await this.find(projectCode, reading);
    if (!row) return null;
    const { changes } = await this.history.of(row, reading.moment);
    return {
      initial: budgetView(row.initial_fiscal, row.initial_other, row.initial_carried),
      current: budgetView(row.current_fiscal, row.current_other, row.current_carried),
      items: changes
        .filter(({ effectiveOn }) => effectiveOn <= reading.moment.asOf)
        .map(({ fiscal, other, carriedOver, recordedAt, ...change }) => ({
          ...change,
          amount: budgetView(fiscal, other, carriedOver),
          recordedAt: recordedAt.toISOString(),
        })),
    };
  }

  async plans(projectCode: string, reading: Reading): Promise<PlanVersionsView | null> {
    const row = await this.find(projectCode, reading);
    if (!row) return null;
    const { plans } = await this.history.of(row, reading.moment);
    return {
      items: plans.map(({ plan, recordedAt, ...version }) => ({
        ...version,
        recordedAt: recordedAt.toISOString(),
        inForce: version.version === row.plan_version,
        milestones: effectivePlan(plan).map(({ date, label, stated, effective }) => ({
          date,
          label,
          statedPercent: stated?.toText() ?? null,
          effectivePercent: effective.toText(),
        })),
      })),
    };
  }

  private async find(projectCode: string, { fiscalYear, scope, moment }: Reading): Promise<ProjectAtRow | undefined> {
    const values = new SqlValues();
    const [row] = await this.dataSource.query<ProjectAtRow[]>(projectAt(values, { fiscalYear, scope, projectCode }, moment), values.list);
    return row;
  }
}
