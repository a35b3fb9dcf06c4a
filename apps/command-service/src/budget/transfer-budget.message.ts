import type { ProjectCode, TransferBudget } from '@budget/domain/project-budget';
import type { Result } from '@budget/kernel';
import type { EventMetadata } from '@budget/ports';
import { Command } from '@nestjs/cqrs';
import type { BudgetRefusal } from './project-budgets';

export type Transfer = Omit<TransferBudget, 'type' | 'projectCode' | 'direction' | 'otherProject'> & {
  readonly fromProject: ProjectCode;
  readonly toProject: ProjectCode;
};
export type Transferred = {
  readonly isNew: boolean;
  readonly version: bigint;
  readonly toVersion: bigint;
  /** Of the fact that was recorded last. */
  readonly position: bigint;
};

/** 调剂: both projects or neither. */
export class TransferBudgetMessage extends Command<Result<Transferred, BudgetRefusal>> {
  constructor(
    readonly transfer: Transfer,
    readonly metadata: EventMetadata,
  ) {
    super();
  }
}
