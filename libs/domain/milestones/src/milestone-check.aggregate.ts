import { milestoneCheckDecider } from './milestone-check.decider';
import { milestoneCheckHistory } from './milestone-check.history';

/** What a command handler needs to load, decide and read old facts. */
export const milestoneCheckAggregate = { decider: milestoneCheckDecider, history: milestoneCheckHistory };
