import type { PlannedMilestone } from '@budget/domain/project-budget';
import { monthOf, type LocalDate, type PercentText } from '@budget/kernel';

/** A plan that somebody typed, in the words of published ones: "6月底". */
export const plannedSteps = (plan: readonly { readonly date: LocalDate; readonly percent: string | null }[]): readonly PlannedMilestone[] =>
  plan.map(({ date, percent }) => ({ date, label: `${monthOf(date)}月底`, percent: percent as PercentText | null }));
