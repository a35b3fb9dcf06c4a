import {
  firstDayOf,
  projectBudgetDecider,
  projectBudgetHistory,
  type DecideYearEnd,
  type ProjectBudget,
  type ProjectBudgetEvent,
  type ProjectBudgetRejection,
  type YearEndDecided,
} from '@budget/domain/project-budget';
import { fail, Money, ok, upcast, type Result } from '@budget/kernel';
import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { DecideYearEndMessage } from './decide-year-end.message';
import { ProjectBudgets } from './project-budgets';

@CommandHandler(DecideYearEndMessage)
export class DecideYearEndHandler implements ICommandHandler<DecideYearEndMessage> {
  constructor(@Inject(ProjectBudgets) private readonly budgets: ProjectBudgets) {}

  async execute({ command, metadata }: DecideYearEndMessage) {
    const { nextYearProject, fiscalYear } = command;
    const next = nextYearProject === null ? [] : [{ projectCode: nextYearProject, fiscalYear: fiscalYear + 1 }];
    const outcome = await this.budgets.executeTogether([command, ...next], (states) => decideBoth(command, states), { metadata });
    if (!outcome.ok && outcome.failure.kind !== 'year-end-decided') return outcome;

    const stored = await this.budgets.findStored(command, isDecision);
    if (!stored) throw new Error('The end of the year was decided, but the decision was not found again');
    // Refused although this very command has decided: its answer was lost after the commit.
    if (!outcome.ok && stored.metadata.commandId !== metadata.commandId) return outcome;
    const fact = upcast(projectBudgetHistory, stored);
    if (!isDecision(fact)) throw new Error('Not a decision');
    const position = outcome.ok ? outcome.value.reduce((last, side) => later(last, side.position), stored.position) : stored.position;
    return ok({ fact, version: stored.version, position });
  }
}

type Decided = Result<readonly (readonly ProjectBudgetEvent[])[], ProjectBudgetRejection>;

function decideBoth(command: DecideYearEnd, [state, next]: readonly ProjectBudget[]): Decided {
  const decision = projectBudgetDecider.decide(state ?? projectBudgetDecider.initialState, command);
  if (!decision.ok) return fail(decision.failure);
  const [fact] = decision.value;
  const { nextYearProject, projectCode, fiscalYear, documentNo } = command;
  if (nextYearProject === null || !next || !fact || !isDecision(fact)) return ok([decision.value]);

  const received = projectBudgetDecider.decide(next, {
    type: 'ReceiveCarryOver',
    projectCode: nextYearProject,
    fiscalYear: fiscalYear + 1,
    fromProject: projectCode,
    fromYear: fiscalYear,
    amount: fact.data.carriedOver,
    documentNo,
    effectiveOn: firstDayOf(fiscalYear + 1),
  });
  if (!received.ok) return fail(received.failure);
  // Nothing was left to carry over: the next year has nothing to tell.
  return ok([decision.value, Money.parse(fact.data.carriedOver).isZero() ? [] : received.value]);
}

const isDecision = (fact: ProjectBudgetEvent): fact is YearEndDecided => fact.type === 'YearEndDecided';
const later = (one: bigint, other: bigint | null): bigint => (other !== null && other > one ? other : one);
