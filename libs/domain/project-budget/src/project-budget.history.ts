import type { EventHistory } from '@budget/kernel';
import type { ProjectBudgetEvent } from './project-budget.events';

export const projectBudgetHistory: EventHistory<ProjectBudgetEvent> = {
  ProjectRegistered: { current: 1, steps: {} },
  ProjectTargetsRevised: { current: 1, steps: {} },
  DisbursementRecorded: { current: 1, steps: {} },
  DisbursementRefunded: { current: 1, steps: {} },
  DisbursementReversed: { current: 1, steps: {} },
  RefundReversed: { current: 1, steps: {} },
  BudgetAdjusted: { current: 1, steps: {} },
  BudgetTransferred: { current: 1, steps: {} },
  PlanRevised: { current: 1, steps: {} },
  FundsReceived: { current: 1, steps: {} },
  YearEndDecided: { current: 1, steps: {} },
  CarryOverReceived: { current: 1, steps: {} },
};
