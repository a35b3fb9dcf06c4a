import { projectBudgetDecider, type ProjectBudgetEvent, type TransferBudget } from '@budget/domain/project-budget';
import { fail, ok } from '@budget/kernel';
import type { RecordedEvent } from '@budget/ports';
import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { ProjectBudgets } from './project-budgets';
import { TransferBudgetMessage, type Transfer } from './transfer-budget.message';

@CommandHandler(TransferBudgetMessage)
export class TransferBudgetHandler implements ICommandHandler<TransferBudgetMessage> {
  constructor(@Inject(ProjectBudgets) private readonly budgets: ProjectBudgets) {}

  async execute({ transfer, metadata }: TransferBudgetMessage) {
    const sides = sidesOf(transfer);
    const outcome = await this.budgets.executeTogether(
      sides,
      (states) => {
        const decided: (readonly ProjectBudgetEvent[])[] = [];
        for (const [index, side] of sides.entries()) {
          const decision = projectBudgetDecider.decide(states[index] ?? projectBudgetDecider.initialState, side);
          if (!decision.ok) return fail(decision.failure);
          decided.push(decision.value);
        }
        return ok(decided);
      },
      { metadata },
    );
    if (!outcome.ok) return outcome;

    const isNew = outcome.value.some(({ newEvents }) => newEvents.length > 0);
    const stored = await Promise.all(sides.map((side) => this.budgets.findStored(side, (fact) => isSide(side, fact))));
    const [from, to] = stored;
    if (!from || !to) throw new Error('A transfer stands in both projects, but was not found again');
    // The same command again: its answer was lost after the commit, so it gets the answer that was lost.
    const isOwn = from.metadata.commandId === metadata.commandId;
    return ok({ isNew: isNew || isOwn, version: from.version, toVersion: to.version, position: laterOf(from, to) });
  }
}

function sidesOf({ fromProject, toProject, ...facts }: Transfer): readonly [TransferBudget, TransferBudget] {
  const side = { type: 'TransferBudget' as const, ...facts };
  return [
    { ...side, projectCode: fromProject, direction: 'out', otherProject: toProject },
    { ...side, projectCode: toProject, direction: 'in', otherProject: fromProject },
  ];
}

const isSide = (side: TransferBudget, { type, data }: ProjectBudgetEvent): boolean =>
  type === 'BudgetTransferred' &&
  data.direction === side.direction &&
  data.otherProject === side.otherProject &&
  data.documentNo === side.documentNo &&
  data.fundSource === side.fundSource;

const laterOf = (one: RecordedEvent, other: RecordedEvent): bigint => (one.position > other.position ? one.position : other.position);
