import type { Money } from '@budget/kernel';
import type { EffectiveMilestone } from './effective-plan';
import type { MilestoneJudged } from './milestone-check.events';
import type { MilestonePolicy } from './milestone.policy';

type Judged = MilestoneJudged['data'];

/** Everything a judgement rests on; the caller has counted the money with paid-on ≤ the milestone's date. */
export type MilestoneToJudge = Pick<
  Judged,
  'projectCode' | 'fiscalYear' | 'unitCode' | 'planVersion' | 'throughVersion' | 'throughPosition' | 'trigger'
> & {
  readonly milestone: EffectiveMilestone;
  readonly budget: Money;
  readonly actual: Money;
  readonly policy: MilestonePolicy;
};

export type JudgeMilestone = MilestoneToJudge & { readonly type: 'JudgeMilestone' };
