import { Percent, type LocalDate, type PercentText } from '@budget/kernel';

/** A milestone as the plan states it: cumulative percent of the budget by the end of `date`; null = no target stated there. */
export type StatedMilestone = { readonly date: LocalDate; readonly label: string; readonly percent: PercentText | null };

/** `effective` is what is due by then: the last stated percent, 0 before the first. `stated` stays null where the cell is blank. */
export type EffectiveMilestone = {
  readonly date: LocalDate;
  readonly label: string;
  readonly stated: Percent | null;
  readonly effective: Percent;
};

/** A blank is neither 0 % nor interpolated: what was due stays due, nothing new becomes due. Plan in ascending order of date. */
export function effectivePlan(plan: readonly StatedMilestone[]): readonly EffectiveMilestone[] {
  let effective = Percent.zero;
  return plan.map(({ date, label, percent }) => {
    const stated = percent === null ? null : Percent.parse(percent);
    effective = stated ?? effective;
    return { date, label, stated, effective };
  });
}
