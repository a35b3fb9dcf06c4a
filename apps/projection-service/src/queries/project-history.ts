import type { BudgetChangeView } from '@budget/contracts';
import { budgetSum, type BudgetHistory, type PlannedMilestone, type PlanVersion } from '@budget/domain/project-budget';
import type { AmountText, LocalDate } from '@budget/kernel';
import { Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { READ_MODEL } from '../read-model/read-model.data-source';
import type { ReadingMoment } from './reading-moment';
import { SqlValues } from './sql-values';

export type PlanRow = PlanVersion & {
  readonly origin: 'published' | 'revision';
  readonly reason: string | null;
  readonly documentNo: string | null;
  readonly recordedAt: Date;
  readonly recordedBy: string | null;
  readonly position: string;
};

export type ChangeRow = {
  readonly kind: BudgetChangeView['kind'];
  readonly fiscal: AmountText;
  readonly other: AmountText;
  readonly carriedOver: AmountText;
  readonly otherProject: string | null;
  readonly documentNo: string;
  readonly effectiveOn: LocalDate;
  readonly reason: string | null;
  readonly recordedAt: Date;
  readonly recordedBy: string;
  readonly position: string;
};

/** Every plan and every change of the budget that was recorded by the moment, whatever day it counts from. */
export type ProjectVersions = {
  readonly plans: readonly PlanRow[];
  readonly budget: BudgetHistory;
  readonly changes: readonly ChangeRow[];
};

type Key = { readonly fiscal_year: number; readonly project_code: string };
type Published = { readonly fiscal: AmountText; readonly other: AmountText; readonly carriedOver: AmountText };

@Injectable()
export class ProjectHistory {
  constructor(@Inject(READ_MODEL) private readonly dataSource: DataSource) {}

  async of(key: Key, moment: ReadingMoment): Promise<ProjectVersions> {
    const [plans, changes, [published]] = await Promise.all([
      this.rows<Omit<PlanRow, 'plan'> & { readonly plan: readonly PlannedMilestone[] }>(key, moment, PLANS, 'v.plan_version'),
      this.rows<ChangeRow>(key, moment, CHANGES, 'v.effective_on, v.position'),
      this.rows<Published>(key, moment, PUBLISHED, 'v.no DESC LIMIT 1'),
    ]);
    if (!published) throw new Error(`Targets of ${key.project_code} of ${key.fiscal_year} are missing`);
    return {
      plans,
      changes,
      budget: {
        published: budgetSum(published),
        changes: changes.map((change) => ({ ...budgetSum(change), effectiveOn: change.effectiveOn })),
      },
    };
  }

  private rows<Row>({ fiscal_year, project_code }: Key, { knownAt }: ReadingMoment, select: string, order: string): Promise<Row[]> {
    const values = new SqlValues();
    const known = knownAt === null ? '' : ` AND v.recorded_at <= ${values.add(knownAt)}::timestamptz`;
    const where = `v.fiscal_year = ${values.add(fiscal_year)} AND v.project_code = ${values.add(project_code)}${known}`;
    return this.dataSource.query<Row[]>(`${select} WHERE ${where} ORDER BY ${order}`, values.list);
  }
}

const PLANS = `
  SELECT v.plan_version AS version, v.origin, v.effective_on::text AS "effectiveOn", v.reason, v.document_no AS "documentNo",
         v.recorded_at AS "recordedAt", v.recorded_by AS "recordedBy", v.position::text AS position,
         (SELECT json_agg(json_build_object('date', s.date, 'label', s.label, 'percent', s.stated::text) ORDER BY s.date)
            FROM read_model.plan_step s
           WHERE s.fiscal_year = v.fiscal_year AND s.project_code = v.project_code AND s.plan_version = v.plan_version) AS plan
    FROM read_model.plan_version v`;
const CHANGES = `
  SELECT v.kind, v.fiscal::text AS fiscal, v.other::text AS other, v.carried_over::text AS "carriedOver", v.other_project AS "otherProject",
         v.document_no AS "documentNo", v.effective_on::text AS "effectiveOn", v.reason, v.recorded_at AS "recordedAt",
         v.recorded_by AS "recordedBy", v.position::text AS position
    FROM read_model.budget_change v`;
const PUBLISHED = `SELECT v.fiscal::text AS fiscal, v.other::text AS other, v.carried_over::text AS "carriedOver" FROM read_model.target_version v`;
