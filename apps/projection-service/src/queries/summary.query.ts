import type { SummaryQuery, SummaryView } from '@budget/contracts';
import { milestoneStatusOrPending } from '@budget/contracts';
import { milestonePolicyV1, type MilestoneStatus } from '@budget/domain/milestones';
import { daysBetween, Money, Percent, type AmountText, type LocalDate } from '@budget/kernel';
import type { Subscription } from '@budget/ports';
import { Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { READ_MODEL } from '../read-model/read-model.data-source';
import { budgetView, executionView, timeProgressView } from './figures.view';
import { alertsAt } from './alerts-at.sql';
import { planDates, plannedSql, projectStanding, type ProjectFilter } from './project-standing.sql';
import { READ_MODEL_RUN, type Reading } from './read-gate';
import type { ReadingMoment } from './reading-moment';
import { SqlValues } from './sql-values';

/** Exact sums of the projects of one unit that share a status. */
type Group = {
  readonly unit_code: string;
  readonly unit_name: string;
  readonly status: MilestoneStatus;
  readonly projects: number;
  readonly initial_fiscal: AmountText;
  readonly initial_other: AmountText;
  readonly initial_carried: AmountText;
  readonly current_fiscal: AmountText;
  readonly current_other: AmountText;
  readonly current_carried: AmountText;
  readonly paid: AmountText;
  readonly refunded: AmountText;
  readonly received: AmountText;
  readonly planned: AmountText;
  readonly short: AmountText;
  readonly simulated: boolean;
  readonly last_payment_recorded_at: Date | null;
  /** Of the next checkpoint, where a project states it: what will be due, and what of it is not yet paid. */
  readonly next_label: string | null;
  readonly next_planned: AmountText;
  readonly next_short: AmountText;
};

type Checkpoint = { readonly date: LocalDate; readonly label: string; readonly stated: boolean };

const SUMMED = [
  'initial_fiscal',
  'initial_other',
  'initial_carried',
  'current_fiscal',
  'current_other',
  'current_carried',
  'paid',
  'refunded',
  'received',
] as const;

@Injectable()
export class SummaryQueryHandler {
  constructor(
    @Inject(READ_MODEL) private readonly dataSource: DataSource,
    @Inject(READ_MODEL_RUN) private readonly subscription: Subscription,
  ) {}

  async read(query: SummaryQuery, { moment, fiscalYear, scope }: Reading): Promise<SummaryView> {
    const filter = { fiscalYear, scope, unitCode: query.unitCode };
    const checkpoints = this.checkpoints(filter, moment);
    const next = checkpoints.then((all) => all.find(({ date, stated }) => stated && date > moment.asOf)?.date ?? null);
    const [groups, alerts, dates, nextDate, health] = await Promise.all([
      next.then((date) => this.groups(filter, moment, date)),
      this.openAlerts(filter, moment),
      checkpoints,
      next,
      this.subscription.health(),
    ]);
    const codes = [...new Set(groups.map(({ unit_code }) => unit_code))];
    return {
      fiscalYear: groups.length > 0 ? fiscalYear : null,
      asOf: moment.asOf,
      ...figuresOf(groups, fiscalYear, moment.asOf),
      units: codes.map((code) => {
        const of = groups.filter(({ unit_code }) => unit_code === code);
        return { code, name: of[0]?.unit_name ?? code, ...figuresOf(of, fiscalYear, moment.asOf) };
      }),
      alerts,
      checkpoints: dates.map(({ date, label }) => ({ date, label })),
      next: nextDate === null ? null : nextView(groups, nextDate, moment.asOf),
      simulated: groups.some(({ simulated }) => simulated),
      freshness: {
        lastPaymentRecordedAt:
          groups
            .map((group) => group.last_payment_recorded_at?.toISOString() ?? '')
            .sort()
            .at(-1) || null,
        projectionPosition: String(health.checkpoint),
        headPosition: String(health.head),
      },
    };
  }

  private async groups(filter: ProjectFilter, moment: ReadingMoment, next: LocalDate | null): Promise<readonly Group[]> {
    const values = new SqlValues();
    const standing = projectStanding(values, filter, moment, milestonePolicyV1);
    const nextPlanned = plannedSql('s.current_total', 'step.effective');
    return this.dataSource.query<Group[]>(
      `SELECT s.unit_code, max(s.unit_name) AS unit_name, s.status, count(*)::int AS projects,
              ${SUMMED.map((column) => `sum(s.${column}) AS ${column}`).join(', ')},
              sum(s.plan_amount) AS planned, sum(greatest(coalesce(s.due_amount, 0) - s.net, 0))::numeric(20,2) AS short,
              bool_or(s.simulated) AS simulated, max(s.last_payment_recorded_at) AS last_payment_recorded_at,
              min(step.label) AS next_label,
              coalesce(sum(${nextPlanned}), 0)::numeric(20,2) AS next_planned,
              coalesce(sum(greatest(${nextPlanned} - s.net, 0)) FILTER (WHERE step.date IS NOT NULL), 0)::numeric(20,2) AS next_short
         FROM (${standing}) s
         LEFT JOIN read_model.plan_step step ON step.fiscal_year = s.fiscal_year AND step.project_code = s.project_code
          AND step.plan_version = s.plan_version AND step.date = ${values.add(next)}::date AND step.stated IS NOT NULL
        GROUP BY s.unit_code, s.status ORDER BY s.unit_code, s.status`,
      values.list,
    );
  }

  private async openAlerts({ fiscalYear, scope, unitCode }: ProjectFilter, moment: ReadingMoment): Promise<SummaryView['alerts']> {
    const values = new SqlValues();
    const source = alertsAt(values, moment);
    const own = values.add(scope === 'all' ? null : scope);
    const unit = values.add(unitCode ?? null);
    const [row] = await this.dataSource.query<[SummaryView['alerts']]>(
      `SELECT count(*)::int AS open, count(*) FILTER (WHERE severity = 'red')::int AS red, count(*) FILTER (WHERE severity = 'yellow')::int AS yellow
         FROM (${source}) a
        WHERE a.fiscal_year = ${values.add(fiscalYear)} AND a.status <> 'resolved'
          AND (${own}::text[] IS NULL OR a.unit_code = ANY(${own}::text[])) AND (${unit}::text IS NULL OR a.unit_code = ${unit}::text)`,
      values.list,
    );
    return row;
  }

  private async checkpoints(filter: ProjectFilter, moment: ReadingMoment): Promise<readonly Checkpoint[]> {
    const values = new SqlValues();
    return this.dataSource.query<Checkpoint[]>(planDates(values, filter, moment), values.list);
  }
}

const sumOf = (
  groups: readonly Group[],
  column: (typeof SUMMED)[number] | 'planned' | 'short' | 'next_planned' | 'next_short',
): AmountText => Money.sum(groups.map((group) => Money.parse(group[column]))).toText();

const initialOf = (groups: readonly Group[]) =>
  budgetView(sumOf(groups, 'initial_fiscal'), sumOf(groups, 'initial_other'), sumOf(groups, 'initial_carried'));
const currentOf = (groups: readonly Group[]) =>
  budgetView(sumOf(groups, 'current_fiscal'), sumOf(groups, 'current_other'), sumOf(groups, 'current_carried'));

/** The next checkpoint after asOf that any project states. */
function nextView(groups: readonly Group[], date: LocalDate, asOf: LocalDate): SummaryView['next'] {
  const [label] = groups.flatMap(({ next_label }) => next_label ?? []).sort();
  if (label === undefined) return null;
  return {
    date,
    label,
    daysLeft: daysBetween(asOf, date),
    plannedAmount: sumOf(groups, 'next_planned'),
    shortAmount: sumOf(groups, 'next_short'),
  };
}

const countOf = (groups: readonly Group[]): number => groups.reduce((count, { projects }) => count + projects, 0);

/** Sums first, then ratios of the sums: percentages are never averaged. */
function figuresOf(groups: readonly Group[], fiscalYear: number, asOf: LocalDate) {
  const current = currentOf(groups);
  const budget = Money.parse(current.total);
  const execution = executionView(sumOf(groups, 'paid'), sumOf(groups, 'refunded'), sumOf(groups, 'received'), budget);
  const planned = Money.parse(sumOf(groups, 'planned'));
  const planPercent = Percent.of(planned, budget);
  return {
    projects: countOf(groups),
    budget: { initial: initialOf(groups), current },
    execution,
    plan: {
      effectivePercent: planPercent?.toText() ?? null,
      plannedAmount: planned.toText(),
      gapPoints: planPercent === null || execution.rate === null ? null : Percent.parse(execution.rate).minus(planPercent).toText(),
      gapAmount: Money.parse(execution.net).minus(planned).toText(),
      shortAmount: sumOf(groups, 'short'),
    },
    timeProgress: timeProgressView(fiscalYear, asOf, execution.rate),
    byStatus: Object.fromEntries(
      milestoneStatusOrPending.options.map((status) => {
        const of = groups.filter((group) => group.status === status);
        return [status, { projects: countOf(of), budget: currentOf(of) }];
      }),
    ) as SummaryView['byStatus'],
  };
}
