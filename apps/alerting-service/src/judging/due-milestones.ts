import { milestoneCheckHistory } from '@budget/domain/milestones';
import { projectBudgetHistory, type ProjectBudgetEvent } from '@budget/domain/project-budget';
import { knows, upcast, type LocalDate } from '@budget/kernel';
import type { RecordedEvent, Transaction } from '@budget/ports';
import type { ProjectKey } from '../watched-projects';

export type DueMilestone = ProjectKey & { readonly date: LocalDate };

type EnteredPlan = ProjectKey & {
  readonly dates: readonly LocalDate[];
  /** A published plan takes the place of every earlier one; a revision adds its days, and judging leaves out those it took away. */
  readonly replaces: boolean;
};

const ENTERS: readonly string[] = ['ProjectRegistered', 'ProjectTargetsRevised', 'PlanRevised'] satisfies ProjectBudgetEvent['type'][];

/** Whether this fact may enter milestones into the diary. */
export const entersPlan = ({ type }: Pick<RecordedEvent, 'type'>): boolean => ENTERS.includes(type);

/** Keeps the diary in step with the facts, in the transaction of the subscription: plans first, then what was judged. */
export async function noteInDiary(events: readonly RecordedEvent[], transaction: Transaction): Promise<void> {
  const plans = new Map<string, EnteredPlan>();
  const judged: DueMilestone[] = [];
  for (const event of events) {
    if (entersPlan(event)) {
      const fact = upcast(projectBudgetHistory, event);
      const key = `${fact.data.fiscalYear}/${fact.data.projectCode}`;
      const entered = enteredBy(fact, plans.get(key));
      if (entered) plans.set(key, entered);
    } else if (knows(milestoneCheckHistory, event.type)) {
      judged.push(upcast(milestoneCheckHistory, event).data);
    }
  }
  if (plans.size > 0) await enterPlans([...plans.values()], transaction);
  if (judged.length > 0) await enterJudged(judged, transaction);
}

function enteredBy({ type, data }: ProjectBudgetEvent, earlier: EnteredPlan | undefined): EnteredPlan | null {
  const { fiscalYear, projectCode } = data;
  const isPublished =
    type === 'ProjectRegistered' || (type === 'ProjectTargetsRevised' && data.changes.some(({ field }) => field.startsWith('plan')));
  if (isPublished) return { fiscalYear, projectCode, dates: data.plan.map(({ date }) => date), replaces: true };
  if (type !== 'PlanRevised') return null;
  const dates = data.plan.flatMap(({ date }) => (date >= data.effectiveOn ? [date] : []));
  return { fiscalYear, projectCode, dates: [...new Set([...(earlier?.dates ?? []), ...dates])], replaces: earlier?.replaces ?? false };
}

async function enterPlans(plans: readonly EnteredPlan[], transaction: Transaction): Promise<void> {
  const replacing = plans.filter(({ replaces }) => replaces);
  await transaction.query(
    `DELETE FROM alerting.due_milestone d USING unnest($1::int[], $2::text[]) AS p(fiscal_year, project_code)
      WHERE d.fiscal_year = p.fiscal_year AND d.project_code = p.project_code AND NOT d.judged`,
    [replacing.map(({ fiscalYear }) => fiscalYear), replacing.map(({ projectCode }) => projectCode)],
  );
  const milestones = plans.flatMap(({ fiscalYear, projectCode, dates }) => dates.map((date) => ({ fiscalYear, projectCode, date })));
  await transaction.query(
    `INSERT INTO alerting.due_milestone (fiscal_year, project_code, date) SELECT * FROM unnest($1::int[], $2::text[], $3::date[])
     ON CONFLICT (fiscal_year, project_code, date) DO NOTHING`,
    columnsOf(milestones),
  );
}

async function enterJudged(judged: readonly DueMilestone[], transaction: Transaction): Promise<void> {
  await transaction.query(
    `INSERT INTO alerting.due_milestone (fiscal_year, project_code, date, judged)
     SELECT DISTINCT j.fiscal_year, j.project_code, j.date, true FROM unnest($1::int[], $2::text[], $3::date[]) AS j(fiscal_year, project_code, date)
      ORDER BY 1, 2, 3
     ON CONFLICT (fiscal_year, project_code, date) DO UPDATE SET judged = true`,
    columnsOf(judged),
  );
}

const columnsOf = (milestones: readonly DueMilestone[]): unknown[][] => [
  milestones.map(({ fiscalYear }) => fiscalYear),
  milestones.map(({ projectCode }) => projectCode),
  milestones.map(({ date }) => date),
];

/** Milestones up to `closedDay` that the clock has not judged yet, oldest first. */
export async function unjudgedUpTo(database: Transaction, closedDay: LocalDate, limit: number): Promise<readonly DueMilestone[]> {
  const { rows } = await database.query<{ fiscal_year: number; project_code: string; date: LocalDate }>(
    `SELECT fiscal_year, project_code, date::text AS date FROM alerting.due_milestone
      WHERE NOT judged AND date <= $1::date ORDER BY date, project_code LIMIT $2`,
    [closedDay, limit],
  );
  return rows.map((row) => ({ fiscalYear: row.fiscal_year, projectCode: row.project_code, date: row.date }));
}

/** The judgements stand in the store; the diary need not wait to hear of them. Rows are locked in key order, as the subscription does. */
export async function markJudged(database: Transaction, milestones: readonly DueMilestone[]): Promise<void> {
  await database.query(
    `UPDATE alerting.due_milestone d SET judged = true
       FROM (SELECT o.* FROM alerting.due_milestone o
               JOIN unnest($1::int[], $2::text[], $3::date[]) AS j(fiscal_year, project_code, date) USING (fiscal_year, project_code, date)
              WHERE NOT o.judged ORDER BY o.fiscal_year, o.project_code, o.date FOR UPDATE OF o) held
      WHERE d.fiscal_year = held.fiscal_year AND d.project_code = held.project_code AND d.date = held.date`,
    columnsOf(milestones),
  );
}

/** The day of the next milestone after `closedDay`; null when none is planned. */
export async function nextMilestoneAfter(database: Transaction, closedDay: LocalDate): Promise<LocalDate | null> {
  const { rows } = await database.query<{ date: LocalDate | null }>(
    `SELECT min(date)::text AS date FROM alerting.due_milestone WHERE NOT judged AND date > $1::date`,
    [closedDay],
  );
  return rows[0]?.date ?? null;
}

/** Every project of the year that has a plan. */
export async function projectsOfYear(database: Transaction, fiscalYear: number): Promise<readonly string[]> {
  const { rows } = await database.query<{ project_code: string }>(
    `SELECT DISTINCT project_code FROM alerting.due_milestone WHERE fiscal_year = $1`,
    [fiscalYear],
  );
  return rows.map((row) => row.project_code);
}

/** Every project of the year whose plan has this date. */
export async function projectsWithMilestone(database: Transaction, fiscalYear: number, date: LocalDate): Promise<readonly DueMilestone[]> {
  const { rows } = await database.query<{ project_code: string }>(
    `SELECT project_code FROM alerting.due_milestone WHERE fiscal_year = $1 AND date = $2::date ORDER BY project_code COLLATE "C"`,
    [fiscalYear, date],
  );
  return rows.map((row) => ({ fiscalYear, projectCode: row.project_code, date }));
}
