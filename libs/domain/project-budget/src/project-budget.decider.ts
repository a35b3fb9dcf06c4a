import { assertNever, type Decider, type Decision } from '@budget/kernel';
import type { ProjectBudgetCommand } from './project-budget.commands';
import type { ProjectBudgetEvent } from './project-budget.events';
import { evolve } from './project-budget.evolve';
import type { ProjectBudgetRejection } from './project-budget.rejections';
import { unknownProject, type ProjectBudget } from './project-budget.state';
import { recordDisbursement } from './record-disbursement.decision';
import { refundDisbursement } from './refund-disbursement.decision';
import { importTargets, registerProject } from './register-project.decision';
import { adjustBudget } from './adjust-budget.decision';
import { decideYearEnd, receiveCarryOver } from './decide-year-end.decision';
import { receiveFunds } from './receive-funds.decision';
import { reverseDisbursement } from './reverse-disbursement.decision';
import { revisePlan } from './revise-plan.decision';
import { transferBudget } from './transfer-budget.decision';

/** One project in one fiscal year: its targets, its budget with every change, and every payment of it. */
export const projectBudgetDecider: Decider<ProjectBudget, ProjectBudgetCommand, ProjectBudgetEvent, ProjectBudgetRejection> = {
  initialState: unknownProject,
  decide,
  evolve,
};

function decide(state: ProjectBudget, command: ProjectBudgetCommand): Decision<ProjectBudgetEvent, ProjectBudgetRejection> {
  switch (command.type) {
    case 'ImportTargets':
      return importTargets(state, command);
    case 'RegisterProject':
      return registerProject(state, command);
    case 'RecordDisbursement':
      return recordDisbursement(state, command);
    case 'RefundDisbursement':
      return refundDisbursement(state, command);
    case 'ReverseDisbursement':
      return reverseDisbursement(state, command);
    case 'AdjustBudget':
      return adjustBudget(state, command);
    case 'TransferBudget':
      return transferBudget(state, command);
    case 'RevisePlan':
      return revisePlan(state, command);
    case 'ReceiveFunds':
      return receiveFunds(state, command);
    case 'DecideYearEnd':
      return decideYearEnd(state, command);
    case 'ReceiveCarryOver':
      return receiveCarryOver(state, command);
    default:
      return assertNever(command);
  }
}
