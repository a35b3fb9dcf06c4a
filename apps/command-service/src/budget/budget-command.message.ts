import type { Caller } from '@budget/adapters/nest-platform';
import type { ProjectBudgetCommand, ProjectBudgetEvent } from '@budget/domain/project-budget';
import type { Result } from '@budget/kernel';
import type { EventMetadata } from '@budget/ports';
import { Command } from '@nestjs/cqrs';
import type { BudgetRefusal } from './project-budgets';

/** The fact this command made, or the one an identical earlier command had made (`isNew` false). */
export type Recorded = { readonly isNew: boolean; readonly fact: ProjectBudgetEvent; readonly version: bigint; readonly position: bigint };

/** @nestjs/cqrs routes by class; the domain command stays plain data inside. */
export class BudgetCommandMessage extends Command<Result<Recorded, BudgetRefusal>> {
  constructor(
    readonly command: ProjectBudgetCommand,
    readonly scope: Caller['scope'],
    readonly metadata: EventMetadata,
    readonly ifVersion: bigint | undefined,
  ) {
    super();
  }
}
