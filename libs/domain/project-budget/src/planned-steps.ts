import { monthOf, parseLocalDate, type PercentText } from '@budget/kernel';
import type { PlannedMilestone } from './project-budget.events';

/** A plan that somebody typed, in the words of published ones: "6月底". */
export const plannedSteps = (plan: readonly { readonly date: string; readonly percent: string | null }[]): readonly PlannedMilestone[] =>
  plan.map(({ date: text, percent }) => {
    const date = parseLocalDate(text);
    return { date, label: `${monthOf(date)}月底`, percent: percent as PercentText | null };
  });
