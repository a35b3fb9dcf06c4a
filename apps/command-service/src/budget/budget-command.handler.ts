import { projectBudgetHistory, type ProjectBudgetCommand, type ProjectBudgetEvent } from '@budget/domain/project-budget';
import { assertNever, ok, upcast } from '@budget/kernel';
import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { BudgetCommandMessage } from './budget-command.message';
import { ProjectBudgets, type BudgetRefusal } from './project-budgets';

@CommandHandler(BudgetCommandMessage)
export class BudgetCommandHandler implements ICommandHandler<BudgetCommandMessage> {
  constructor(@Inject(ProjectBudgets) private readonly budgets: ProjectBudgets) {}

  async execute({ command, scope, metadata, ifVersion }: BudgetCommandMessage) {
    const outcome = await this.budgets.execute(command, scope, { metadata }, ifVersion);
    if (!outcome.ok && !mayBeRepeated(command, outcome.failure)) return outcome;
    if (outcome.ok) {
      const { newEvents, version, position } = outcome.value;
      const fact = newEvents.at(-1);
      if (fact && version !== null && position !== null) return ok({ isNew: true, fact, version, position });
    }

    const stored = await this.budgets.findStored(command, (earlier) => answers(command, earlier));
    // The same command again: its answer was lost after the commit, so it gets the answer that was lost.
    const isNew = stored?.metadata.commandId === metadata.commandId;
    if (!outcome.ok && !isNew) return outcome;
    if (!stored) throw new Error(`${command.type} changed nothing, yet its earlier fact is not in the stream`);
    return ok({ isNew, fact: upcast(projectBudgetHistory, stored), version: stored.version, position: stored.position });
  }
}

/** What happens once is refused from then on, its own repetition too: that one is known by its command id alone. */
const ONCE: Readonly<Partial<Record<ProjectBudgetCommand['type'], BudgetRefusal['kind']>>> = {
  ReverseDisbursement: 'already-reversed',
  RevisePlan: 'plan-unchanged',
};
const mayBeRepeated = ({ type }: ProjectBudgetCommand, { kind }: BudgetRefusal): boolean =>
  ONCE[type] !== undefined && (kind === ONCE[type] || kind === 'version-mismatch');

/** Whether this is the fact that the command would have made. */
function answers(command: ProjectBudgetCommand, fact: ProjectBudgetEvent): boolean {
  switch (command.type) {
    case 'RecordDisbursement':
      return fact.type === 'DisbursementRecorded' && fact.data.voucherNo === command.voucherNo;
    case 'RefundDisbursement':
      return fact.type === 'DisbursementRefunded' && fact.data.refundVoucherNo === command.refundVoucherNo;
    case 'ReverseDisbursement':
      return (
        (fact.type === 'DisbursementReversed' && fact.data.voucherNo === command.voucherNo) ||
        (fact.type === 'RefundReversed' && fact.data.refundVoucherNo === command.voucherNo)
      );
    case 'RegisterProject':
    case 'ImportTargets':
      return fact.type === 'ProjectRegistered';
    case 'AdjustBudget':
      return fact.type === 'BudgetAdjusted' && fact.data.documentNo === command.documentNo && fact.data.kind === command.kind;
    case 'ReceiveFunds':
      return fact.type === 'FundsReceived' && fact.data.documentNo === command.documentNo && fact.data.fundSource === command.fundSource;
    case 'RevisePlan':
      return fact.type === 'PlanRevised';
    case 'TransferBudget':
    case 'DecideYearEnd':
    case 'ReceiveCarryOver':
      throw new Error(`${command.type} is one side of two and comes through both`);
    default:
      return assertNever(command);
  }
}
