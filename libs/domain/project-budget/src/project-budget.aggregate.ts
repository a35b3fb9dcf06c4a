import { projectBudgetDecider } from './project-budget.decider';
import { projectBudgetHistory } from './project-budget.history';

/** What a command handler needs to load, decide and read old facts. */
export const projectBudgetAggregate = { decider: projectBudgetDecider, history: projectBudgetHistory };
