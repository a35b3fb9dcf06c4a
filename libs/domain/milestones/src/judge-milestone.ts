import { judge } from './judge';
import type { MilestoneToJudge } from './milestone-check.commands';
import type { MilestoneJudged } from './milestone-check.events';

/** One milestone of one project judged, in the words of the fact that is recorded. */
export function judgeMilestone(of: MilestoneToJudge): MilestoneJudged['data'] {
  const { milestone, budget, actual, policy } = of;
  const { status, ratio, plannedAmount } = judge({ budget, plannedPercent: milestone.effective, actual, policy });
  return {
    projectCode: of.projectCode,
    fiscalYear: of.fiscalYear,
    unitCode: of.unitCode,
    date: milestone.date,
    label: milestone.label,
    statedPercent: milestone.stated?.toText() ?? null,
    effectivePercent: milestone.effective.toText(),
    budget: budget.toText(),
    plannedAmount: plannedAmount.toText(),
    actualAmount: actual.toText(),
    ratio,
    status,
    planVersion: of.planVersion,
    policyVersion: policy.version,
    throughVersion: of.throughVersion,
    throughPosition: of.throughPosition,
    trigger: of.trigger,
  };
}
