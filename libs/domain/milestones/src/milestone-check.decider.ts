import { accept, type Decider, type Decision } from '@budget/kernel';
import { judgeMilestone } from './judge-milestone';
import type { JudgeMilestone } from './milestone-check.commands';
import type { MilestoneJudged } from './milestone-check.events';

/** The latest judgement of this milestone, if any. */
export type MilestoneCheck = { readonly latest: MilestoneJudged['data'] | null };

/** One milestone of one project. The clock judges it once; a request adds a judgement only when something it rests on has changed. */
export const milestoneCheckDecider: Decider<MilestoneCheck, JudgeMilestone, MilestoneJudged, never> = {
  initialState: { latest: null },
  decide,
  evolve: (_, { data }) => ({ latest: data }),
};

function decide({ latest }: MilestoneCheck, command: JudgeMilestone): Decision<MilestoneJudged, never> {
  const judged = judgeMilestone(command);
  if (latest && (command.trigger === 'clock' || restsOnTheSame(latest, judged))) return accept();
  return accept({ type: 'MilestoneJudged', schemaVersion: 1, data: judged });
}

// Not the position counted through: the store moves on without this project.
const INPUTS = [
  'unitCode',
  'label',
  'statedPercent',
  'effectivePercent',
  'budget',
  'actualAmount',
  'planVersion',
  'policyVersion',
] as const satisfies readonly (keyof MilestoneJudged['data'])[];

const restsOnTheSame = (one: MilestoneJudged['data'], other: MilestoneJudged['data']): boolean =>
  INPUTS.every((field) => one[field] === other[field]);
