import { milestoneCheckHistory } from '@budget/domain/milestones';
import { projectBudgetHistory, type PlannedMilestone } from '@budget/domain/project-budget';
import { knows, upcast, type LocalDate } from '@budget/kernel';
import type { RecordedEvent, Transaction } from '@budget/ports';
import type { ProjectKey } from '../watched-projects';

export type DueMilestone = ProjectKey & { readonly date: LocalDate };

/** Keeps the diary in step with the facts, in the transaction of the subscription. */
export async function noteInDiary(event: RecordedEvent, transaction: Transaction): Promise<void> {
  if (event.type === 'ProjectRegistered' || event.type === 'ProjectTargetsRevised') {
    const { data } = upcast(projectBudgetHistory, event);
    if ('plan' in data) await enterPlan({ fiscalYear: data.fiscalYear, projectCode: data.projectCode }, data.plan, transaction);
  } else if (knows(milestoneCheckHistory, event.type)) {
    const { fiscalYear, projectCode, date } = upcast(milestoneCheckHistory, event).data;
    await transaction.query(
      `INSERT INTO alerting.due_milestone (fiscal_year, project_code, date, judged) VALUES ($1,$2,$3,true)
       ON CONFLICT (fiscal_year, project_code, date) DO UPDATE SET judged = true`,
      [fiscalYear, projectCode, date],
    );
  }
}

async function enterPlan(
  { fiscalYear, projectCode }: ProjectKey,
  plan: readonly PlannedMilestone[],
  transaction: Transaction,
): Promise<void> {
  const dates = plan.map(({ date }) => date);
  await transaction.query(
    `DELETE FROM alerting.due_milestone WHERE fiscal_year = $1 AND project_code = $2 AND NOT judged AND NOT (date = ANY($3::date[]))`,
    [fiscalYear, projectCode, dates],
  );
  await transaction.query(
    `INSERT INTO alerting.due_milestone (fiscal_year, project_code, date) SELECT $1, $2, * FROM unnest($3::date[])
     ON CONFLICT (fiscal_year, project_code, date) DO NOTHING`,
    [fiscalYear, projectCode, dates],
  );
}

/** Milestones up to `closedDay` that the clock has not judged yet, oldest first. */
export async function unjudgedUpTo(database: Transaction, closedDay: LocalDate, limit: number): Promise<readonly DueMilestone[]> {
  const { rows } = await database.query<{ fiscal_year: number; project_code: string; date: LocalDate }>(
    `SELECT fiscal_year, project_code, date::text AS date FROM alerting.due_milestone
      WHERE NOT judged AND date <= $1::date ORDER BY date, project_code LIMIT $2`,
    [closedDay, limit],
  );
  return rows.map((row) => ({ fiscalYear: row.fiscal_year, projectCode: row.project_code, date: row.date }));
}

/** The judgements stand in the store; the diary need not wait to hear of them. */
export async function markJudged(database: Transaction, milestones: readonly DueMilestone[]): Promise<void> {
  await database.query(
    `UPDATE alerting.due_milestone d SET judged = true
       FROM unnest($1::int[], $2::text[], $3::date[]) AS j(fiscal_year, project_code, date)
      WHERE d.fiscal_year = j.fiscal_year AND d.project_code = j.project_code AND d.date = j.date`,
    [milestones.map(({ fiscalYear }) => fiscalYear), milestones.map(({ projectCode }) => projectCode), milestones.map(({ date }) => date)],
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

/** Every project of the year whose plan has this date. */
export async function projectsWithMilestone(database: Transaction, fiscalYear: number, date: LocalDate): Promise<readonly DueMilestone[]> {
  const { rows } = await database.query<{ project_code: string }>(
    `SELECT project_code FROM alerting.due_milestone WHERE fiscal_year = $1 AND date = $2::date ORDER BY project_code`,
    [fiscalYear, date],
  );
  return rows.map((row) => ({ fiscalYear, projectCode: row.project_code, date }));
}
