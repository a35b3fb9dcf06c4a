import { Percent, type LocalDate } from '@budget/kernel';
import type { StatedMilestone } from './effective-plan';

export type DueMilestone = { readonly date: LocalDate; readonly label: string; readonly percent: Percent };

/** The last stated milestone on or before `date`; null while nothing has been stated. Plan in ascending order of date. */
export function planDueAt(plan: readonly StatedMilestone[], date: LocalDate): DueMilestone | null {
  const due = plan.findLast((milestone) => milestone.percent !== null && milestone.date <= date);
  return due?.percent ? { date: due.date, label: due.label, percent: Percent.parse(due.percent) } : null;
}
