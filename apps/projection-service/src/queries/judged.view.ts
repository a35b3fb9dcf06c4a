import { judge, milestonePolicyV1 } from '@budget/domain/milestones';
import type { Money, Percent } from '@budget/kernel';

/** Money against plan as it is shown. Gaps are actual − planned: negative = behind the plan. */
export function judgedView(budget: Money, plannedPercent: Percent, actual: Money) {
  const { status, ratio, plannedAmount, gapAmount, gapPoints, actualPercent } = judge({
    budget,
    plannedPercent,
    actual,
    policy: milestonePolicyV1,
  });
  return {
    status,
    figures: {
      plannedPercent: plannedPercent.toText(),
      plannedAmount: plannedAmount.toText(),
      actualAmount: actual.toText(),
      actualPercent: actualPercent?.toText() ?? null,
      gapPoints: gapPoints?.toText() ?? null,
      gapAmount: gapAmount.toText(),
      ratio,
    },
  };
}
