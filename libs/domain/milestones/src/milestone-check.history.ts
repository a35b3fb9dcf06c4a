import type { EventHistory } from '@budget/kernel';
import type { MilestoneJudged } from './milestone-check.events';

export const milestoneCheckHistory: EventHistory<MilestoneJudged> = { MilestoneJudged: { current: 1, steps: {} } };
