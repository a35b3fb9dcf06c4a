import type { MilestonePolicy } from '@budget/domain/milestones';
import type { Instant, LocalDate } from '@budget/kernel';
import { lastClosedDay, type ReadingMoment } from './reading-moment';
import type { SqlValues } from './sql-values';

/** Which rows the caller may see: every unit, or these. */
export type UnitScope = 'all' | readonly string[];

export type ProjectFilter = {
  readonly fiscalYear: number;
  readonly scope: UnitScope;
  readonly unitCode?: string | undefined;
  readonly projectCode?: string | undefined;
};

/** Projects in scope (p) with their targets (t) as known at the moment: what stands between SELECT and GROUP BY. */
function projectsKnown(values: SqlValues, filter: ProjectFilter, moment: ReadingMoment): { readonly from: string; readonly where: string } {
  const conditions = [`p.fiscal_year = ${values.add(filter.fiscalYear)}`];
  if (filter.scope !== 'all') conditions.push(`p.unit_code = ANY(${values.add(filter.scope)}::text[])`);
  if (filter.unitCode !== undefined) conditions.push(`p.unit_code = ${values.add(filter.unitCode)}`);
  if (filter.projectCode !== undefined) conditions.push(`p.project_code = ${values.add(filter.projectCode)}`);
  const target =
    moment.knownAt === null
      ? `JOIN read_model.target_version t ON t.fiscal_year = p.fiscal_year AND t.project_code = p.project_code AND t.no = p.target_no`
      : `JOIN LATERAL (SELECT * FROM read_model.target_version v
           WHERE v.fiscal_year = p.fiscal_year AND v.project_code = p.project_code AND v.recorded_at <= ${values.add(moment.knownAt)}::timestamptz
           ORDER BY v.no DESC LIMIT 1) t ON true`;
  return { from: `read_model.project p ${target}`, where: conditions.join(' AND ') };
}

/** The day that figures look at: the money up to it, and the budget and plan that count on it. */
type Day = {
  readonly moneyUntil: LocalDate;
  readonly inForceOn: LocalDate;
  /** The day whose plan says what was due; default the same. */
  readonly dueOn?: LocalDate;
};

/**
 * One row a project: targets, budget and money as of the moment. Three sources for the money, one shape: running totals for now, daily sums for
 * an earlier asOf, the ledger when only what was known by then may count. Documents add to the published budget from their own day on; of
 * published and revised plans that count by a day the one decided last is in force. Both are few: they are added up once, not by project.
 */
export function projectAt(values: SqlValues, filter: ProjectFilter, moment: ReadingMoment, day: Day = today(moment)): string {
  const { from, where } = projectsKnown(values, filter, moment);
  const { moneyUntil, inForceOn, dueOn = inForceOn } = day;
  const known = knownChanges(values, filter, moment);
  return `
    SELECT p.fiscal_year, p.project_code, t.name, t.unit_code, t.unit_name,
           greatest(t.plan_version, r.in_force) AS plan_version, greatest(t.plan_version, r.due) AS due_plan_version,
           i.fiscal AS initial_fiscal, i.other AS initial_other, i.carried_over AS initial_carried,
           t.fiscal + coalesce(b.fiscal, 0) AS current_fiscal, t.other + coalesce(b.other, 0) AS current_other,
           t.carried_over + coalesce(b.carried_over, 0) AS current_carried,
           t.fiscal + t.other + t.carried_over + coalesce(b.fiscal + b.other + b.carried_over, 0) AS current_total,
           m.paid, m.refunded, coalesce(f.received, 0)::numeric(20,2) AS received, m.last_payment_recorded_at,
           p.simulated, p.version, p.position, p.target_no
      FROM ${from}
      JOIN read_model.target_version i ON i.fiscal_year = p.fiscal_year AND i.project_code = p.project_code AND i.no = 1
      LEFT JOIN (SELECT project_code, sum(fiscal) AS fiscal, sum(other) AS other, sum(carried_over) AS carried_over
                   FROM read_model.budget_change WHERE ${known} AND effective_on <= ${values.add(inForceOn)}::date GROUP BY project_code) b
        ON b.project_code = p.project_code
      LEFT JOIN (SELECT project_code, max(plan_version) FILTER (WHERE effective_on <= ${values.add(inForceOn)}::date) AS in_force,
                        max(plan_version) FILTER (WHERE effective_on <= ${values.add(dueOn)}::date) AS due
                   FROM read_model.plan_version WHERE ${known} AND origin = 'revision' GROUP BY project_code) r
        ON r.project_code = p.project_code
      LEFT JOIN (SELECT project_code, sum(amount) AS received
                   FROM read_model.funds_received WHERE ${known} AND received_on <= ${values.add(moneyUntil)}::date GROUP BY project_code) f
        ON f.project_code = p.project_code
      CROSS JOIN LATERAL (${moneySource(values, moment, moneyUntil)}) m
     WHERE ${where}`;
}

const today = ({ asOf }: ReadingMoment): Day => ({ moneyUntil: asOf, inForceOn: asOf });

/** Rows of the year that were recorded by the moment, of the one project when there is only one. */
function knownChanges(values: SqlValues, { fiscalYear, projectCode }: ProjectFilter, { knownAt }: ReadingMoment): string {
  const conditions = [`fiscal_year = ${values.add(fiscalYear)}`];
  if (projectCode !== undefined) conditions.push(`project_code = ${values.add(projectCode)}`);
  if (knownAt !== null) conditions.push(`recorded_at <= ${values.add(knownAt)}::timestamptz`);
  return conditions.join(' AND ');
}

/**
 * Every checkpoint of the plans known at the moment, in order: a day counts when the plan in force on it names it; `stated` where at least one
 * plan states a target there.
 */
export function planDates(values: SqlValues, filter: ProjectFilter, moment: ReadingMoment): string {
  const { from, where } = projectsKnown(values, filter, moment);
  const known = knownChanges(values, filter, moment);
  return `
    SELECT s.date::text AS date, min(s.label) AS label, bool_or(s.stated IS NOT NULL) AS stated
      FROM ${from}
      LEFT JOIN (SELECT project_code, array_agg(plan_version) AS versions, array_agg(effective_on) AS days
                   FROM read_model.plan_version WHERE ${known} AND origin = 'revision' GROUP BY project_code) r
        ON r.project_code = p.project_code
      JOIN read_model.plan_step s ON s.fiscal_year = p.fiscal_year AND s.project_code = p.project_code
       AND s.plan_version = CASE WHEN r.versions IS NULL THEN t.plan_version ELSE greatest(t.plan_version,
             (SELECT max(v.version) FROM unnest(r.versions, r.days) AS v(version, day) WHERE v.day <= s.date)) END
     WHERE ${where} GROUP BY s.date ORDER BY s.date`;
}

/** Sums of the days up to `until`; when the last payment was recorded counts whatever day it was for. */
function moneySource(values: SqlValues, moment: ReadingMoment, until: LocalDate): string {
  if (moment.knownAt !== null) return moneyKnown(values, moment.knownAt, until < moment.today ? until : null);
  if (until >= moment.today) return `SELECT p.paid, p.refunded, p.last_payment_recorded_at`;
  return `SELECT coalesce(sum(d.paid), 0)::numeric(20,2) AS paid, coalesce(sum(d.refunded), 0)::numeric(20,2) AS refunded,
                 p.last_payment_recorded_at
            FROM read_model.project_day d
           WHERE d.fiscal_year = p.fiscal_year AND d.project_code = p.project_code AND d.day <= ${values.add(until)}::date`;
}

// A reversal of a refund is negative: it takes from the refunds and leaves the payments alone.
const PAID = `CASE kind WHEN 'payment' THEN amount WHEN 'reversal' THEN -greatest(amount, 0) ELSE 0 END`;
const REFUNDED = `CASE kind WHEN 'refund' THEN amount WHEN 'reversal' THEN least(amount, 0) ELSE 0 END`;

/** What was known by a moment of the days up to `until`; of all days when null: then the last entry says it without adding up. */
function moneyKnown(values: SqlValues, knownAt: Instant, until: LocalDate | null): string {
  const known = `e.fiscal_year = p.fiscal_year AND e.project_code = p.project_code AND e.recorded_at <= ${values.add(knownAt)}::timestamptz`;
  const latest = 'ORDER BY e.recorded_at DESC, e.position DESC LIMIT 1';
  const lastPayment = `(SELECT e.recorded_at FROM read_model.ledger_entry e WHERE ${known} AND e.kind = 'payment' ${latest}) AS last_payment_recorded_at`;
  if (until === null)
    return `SELECT coalesce(sum(k.paid_so_far), 0)::numeric(20,2) AS paid, coalesce(sum(k.refunded_so_far), 0)::numeric(20,2) AS refunded, ${lastPayment}
              FROM (SELECT e.paid_so_far, e.refunded_so_far FROM read_model.ledger_entry e WHERE ${known} ${latest}) k`;
  return `SELECT coalesce(sum(${PAID}), 0)::numeric(20,2) AS paid, coalesce(sum(${REFUNDED}), 0)::numeric(20,2) AS refunded, ${lastPayment}
            FROM read_model.ledger_entry e WHERE ${known} AND e.effective_on <= ${values.add(until)}::date`;
}

/** The plan value that holds on a day: the last step on or before it (stated ones only when `stated`), with its planned amount. */
export const planHolding = (
  alias: string,
  day: string,
  { stated, version = 'plan_version' }: { stated: boolean; version?: string },
): string => `
  LEFT JOIN LATERAL (
    SELECT s.date, s.label, s.stated, s.effective FROM read_model.plan_step s
     WHERE s.fiscal_year = p.fiscal_year AND s.project_code = p.project_code AND s.plan_version = p.${version}
       AND s.date <= ${day} ${stated ? 'AND s.stated IS NOT NULL' : ''}
     ORDER BY s.date DESC LIMIT 1) ${alias} ON true`;

/** 计划应支出 to the 分, half-up. Multiplied by 0.01: PostgreSQL rounds a quotient, and a sum of 万亿 would be rounded twice. */
export const plannedSql = (budget: string, percent: string): string => `round(${budget} * ${percent} * 0.01, 2)`;

/**
 * The bands of the policy as SQL, compared by multiplication like the domain's judge (a test holds the two together).
 * actual ÷ planned ≥ band ÷ 100  ⟺  actual × 100 ≥ band × planned, with planned rounded to the 分 as it is shown.
 */
export function statusCase(values: SqlValues, policy: MilestonePolicy, of: { actual: string; budget: string; percent: string }): string {
  const planned = plannedSql(of.budget, of.percent);
  const bands = policy.bands.map(({ atLeastPercent, status }) => {
    const band = `${values.add(atLeastPercent)}::numeric`;
    return `WHEN ${of.actual} * 100 >= ${band} * ${planned} THEN '${status}'`;
  });
  return `CASE WHEN ${planned} = 0 THEN 'no-checkpoint' ${bands.join(' ')} ELSE '${policy.otherwise}' END`;
}

/**
 * Each project with the checkpoint that is due (last stated one whose day is over), its status, and the effective plan at asOf.
 * Columns: those of projectAt, net, due_*, status, plan_percent, plan_amount.
 */
export function projectStanding(values: SqlValues, filter: ProjectFilter, moment: ReadingMoment, policy: MilestonePolicy): string {
  const closedDay = lastClosedDay(moment);
  const base = projectAt(values, filter, moment, { ...today(moment), dueOn: closedDay });
  const closed = `${values.add(closedDay)}::date`;
  const asOf = `${values.add(moment.asOf)}::date`;
  const status = statusCase(values, policy, {
    actual: '(p.paid - p.refunded)',
    budget: 'p.current_total',
    percent: 'coalesce(due.effective, 0)',
  });
  return `
    SELECT p.*, p.paid - p.refunded AS net,
           due.date::text AS due_date, due.label AS due_label, due.effective AS due_percent,
           ${plannedSql('p.current_total', 'due.effective')} AS due_amount,
           ${status} AS status,
           coalesce(plan.effective, 0) AS plan_percent,
           ${plannedSql('p.current_total', 'coalesce(plan.effective, 0)')} AS plan_amount
      FROM (${base}) p
      ${planHolding('due', closed, { stated: true, version: 'due_plan_version' })}
      ${planHolding('plan', asOf, { stated: false })}`;
}
