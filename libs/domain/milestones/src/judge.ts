import { Percent, type Money } from '@budget/kernel';
import type { MilestoneStatus } from './milestone-check.events';
import type { MilestonePolicy } from './milestone.policy';
import { plannedAmount } from './planned-amount';

export type JudgedMoney = {
  /** 预算现额 in 元, the denominator of every percent below. */
  readonly budget: Money;
  readonly plannedPercent: Percent;
  /** Net payments up to the date, in 元. */
  readonly actual: Money;
  readonly policy: MilestonePolicy;
};

export type Judgement = {
  readonly status: MilestoneStatus;
  /** actual ÷ planned, four decimals, rounded down: 1.0000 means reached. Null when nothing is planned. */
  readonly ratio: string | null;
  readonly plannedAmount: Money;
  /** actual − planned in 元: negative = short of the plan. */
  readonly gapAmount: Money;
  /** actual % − planned % of the budget, in percentage points: negative = short of the plan. Null when there is no budget. */
  readonly gapPoints: Percent | null;
  /** actual ÷ budget in %, half-up; null when there is no budget. */
  readonly actualPercent: Percent | null;
};

/** Money against plan under a policy. Bands are compared by multiplying, never by a rounded ratio. */
export function judge({ budget, plannedPercent, actual, policy }: JudgedMoney): Judgement {
  const planned = plannedAmount(budget, plannedPercent);
  const actualPercent = Percent.of(actual, budget);
  return {
    status: statusOf(actual, planned, policy),
    ratio: actual.ratioTo(planned, 4, 'down'),
    plannedAmount: planned,
    gapAmount: actual.minus(planned),
    gapPoints: actualPercent?.minus(plannedPercent) ?? null,
    actualPercent,
  };
}

function statusOf(actual: Money, planned: Money, { bands, otherwise }: MilestonePolicy): MilestoneStatus {
  if (planned.isZero()) return 'no-checkpoint';
  return bands.find(({ atLeastPercent }) => actual.reaches(Percent.parse(atLeastPercent), planned))?.status ?? otherwise;
}
