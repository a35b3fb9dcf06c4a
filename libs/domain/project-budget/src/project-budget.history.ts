import type { EventHistory } from '@budget/kernel';
import type { ProjectBudgetEvent } from './project-budget.events';

export const projectBudgetHistory: EventHistory<ProjectBudgetEvent> = {
  ProjectRegistered: { current: 1, steps: {} },
  ProjectTargetsRevised: { current: 1, steps: {} },
  DisbursementRecorded: { current: 1, steps: {} },
  DisbursementRefunded: { current: 1, steps: {} },
  DisbursementReversed: { current: 1, steps: {} },
  RefundReversed: { current: 1, steps: {} },
};
