import type { ProjectView } from '@budget/contracts';
import { parseTarget } from '@budget/domain/indicators';
import { effectivePlan, milestonePolicyV1 } from '@budget/domain/milestones';
import { budgetOn, governingMilestones, type PlannedIndicator, type PlanVersion, type TargetFinding } from '@budget/domain/project-budget';
import { Money, Percent, type AmountText, type LocalDate } from '@budget/kernel';
import { checkProjectCode } from '@budget/target-documents';
import { Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { READ_MODEL } from '../read-model/read-model.data-source';
import { budgetView, executionView, timeProgressView } from './figures.view';
import { judgedView } from './judged.view';
import { ProjectHistory, type ProjectVersions } from './project-history';
import type { ProjectStandingRow } from './project-rows';
import { projectStanding } from './project-standing.sql';
import type { Reading } from './read-gate';
import { isJudgeable, type ReadingMoment } from './reading-moment';
import { SqlValues } from './sql-values';

type Texts = {
  readonly region: string | null;
  readonly purpose: string;
  readonly objectives: readonly string[];
  readonly indicators: readonly PlannedIndicator[];
  readonly findings: readonly TargetFinding[];
};
type Step = { readonly date: LocalDate; readonly net: AmountText };

@Injectable()
export class ProjectQueryHandler {
  constructor(
    @Inject(READ_MODEL) private readonly dataSource: DataSource,
    @Inject(ProjectHistory) private readonly history: ProjectHistory,
  ) {}

  async find(projectCode: string, { moment, fiscalYear, scope }: Reading): Promise<ProjectView | null> {
    const values = new SqlValues();
    const standing = projectStanding(values, { fiscalYear, scope, projectCode }, moment, milestonePolicyV1);
    const [row] = await this.dataSource.query<(ProjectStandingRow & Texts)[]>(
      `SELECT s.*, v.region, v.purpose, v.objectives, v.indicators, v.findings
         FROM (${standing}) s
         JOIN read_model.target_version v ON v.fiscal_year = s.fiscal_year AND v.project_code = s.project_code
          AND v.no = ${versionKnown(values, moment)}`,
      values.list,
    );
    if (!row) return null;
    const [steps, history] = await Promise.all([this.stepsOf(row, moment), this.history.of(row, moment)]);
    return projectView(row, steps, history, moment);
  }

  /** Every date of every known plan with the net money paid up to it, as far as the reader looks. */
  private async stepsOf(row: ProjectStandingRow, { asOf, knownAt }: ReadingMoment): Promise<readonly Step[]> {
    return this.dataSource.query<Step[]>(
      `SELECT s.date::text AS date, coalesce((${knownAt === null ? NET_OF_DAYS : NET_KNOWN}), 0)::numeric(20,2)::text AS net
         FROM (SELECT DISTINCT fiscal_year, project_code, date FROM read_model.plan_step WHERE fiscal_year = $1 AND project_code = $2) s`,
      [row.fiscal_year, row.project_code, asOf, ...(knownAt === null ? [] : [knownAt])],
    );
  }
}

const NET_OF_DAYS = `SELECT sum(d.paid - d.refunded) FROM read_model.project_day d
  WHERE d.fiscal_year = s.fiscal_year AND d.project_code = s.project_code AND d.day <= least(s.date, $3::date)`;
const NET_KNOWN = `SELECT sum(CASE e.kind WHEN 'payment' THEN e.amount ELSE -e.amount END) FROM read_model.ledger_entry e
  WHERE e.fiscal_year = s.fiscal_year AND e.project_code = s.project_code AND e.effective_on <= least(s.date, $3::date) AND e.recorded_at <= $4`;

const versionKnown = (values: SqlValues, { knownAt }: ReadingMoment): string =>
  knownAt === null
    ? 's.target_no'
    : `(SELECT max(k.no) FROM read_model.target_version k WHERE k.fiscal_year = s.fiscal_year AND k.project_code = s.project_code
         AND k.recorded_at <= ${values.add(knownAt)}::timestamptz)`;

function projectView(
  row: ProjectStandingRow & Texts,
  steps: readonly Step[],
  { plans, budget: budgets }: ProjectVersions,
  moment: ReadingMoment,
): ProjectView {
  const budget = Money.parse(row.current_total);
  const execution = executionView(row.paid, row.refunded, row.received, budget);
  const inForce = plans.find(({ version }) => version === row.plan_version);
  if (!inForce) throw new Error(`Plan version ${row.plan_version} of ${row.project_code} is missing`);
  const net = new Map(steps.map((step) => [step.date, Money.parse(step.net)]));
  return {
    fiscalYear: row.fiscal_year,
    projectCode: row.project_code,
    codeCheck: checkProjectCode(row.project_code),
    name: row.name,
    unit: { code: row.unit_code, name: row.unit_name },
    region: row.region,
    purpose: row.purpose,
    objectives: [...row.objectives],
    budget: {
      initial: budgetView(row.initial_fiscal, row.initial_other, row.initial_carried),
      current: budgetView(row.current_fiscal, row.current_other, row.current_carried),
    },
    plan: {
      version: row.plan_version,
      milestones: effectivePlan(inForce.plan).map((step) => ({
        date: step.date,
        label: step.label,
        statedPercent: step.stated?.toText() ?? null,
        effectivePercent: step.effective.toText(),
        plannedAmount: budget.portion(step.effective).toText(),
      })),
    },
    execution,
    timeProgress: timeProgressView(row.fiscal_year, moment.asOf, execution.rate),
    status: row.status,
    milestones: governingMilestones(plans).map(({ date, label, percent, planVersion }) => {
      const effective = effectiveOn(plans, planVersion, date);
      const { status, figures } = judgedView(budgetOn(budgets, date).total, effective, net.get(date) ?? Money.zero);
      return {
        date,
        label,
        stated: percent !== null,
        ...figures,
        status: isJudgeable(date, moment) ? status : 'pending',
      };
    }),
    indicators: row.indicators.map((indicator) => ({ ...indicator, target: parseTarget(indicator.target, indicator), latest: null })),
    findings: row.findings.map((finding) => ({ ...finding, evidence: [...finding.evidence] })),
    asOf: moment.asOf,
    version: row.version,
    position: row.position,
  };
}

/** What a version of the plan wants to be paid by a day that it names. */
const effectiveOn = (plans: readonly PlanVersion[], version: number, date: LocalDate): Percent =>
  effectivePlan(plans.find((plan) => plan.version === version)?.plan ?? []).find((step) => step.date === date)?.effective ?? Percent.zero;
