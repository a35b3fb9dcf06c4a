import type { DecideYearEnd, YearEndDecided } from '@budget/domain/project-budget';
import type { Result } from '@budget/kernel';
import type { EventMetadata } from '@budget/ports';
import { Command } from '@nestjs/cqrs';
import type { BudgetRefusal } from './project-budgets';

export type DecidedYearEnd = { readonly fact: YearEndDecided; readonly version: bigint; readonly position: bigint };

/** 年终结转结余: the decision and, when money is carried over, what the project of the next year receives, in one commit. */
export class DecideYearEndMessage extends Command<Result<DecidedYearEnd, BudgetRefusal>> {
  constructor(
    readonly command: DecideYearEnd,
    readonly metadata: EventMetadata,
  ) {
    super();
  }
}
