import type { MilestoneJudged } from '@budget/domain/milestones';
import type { Instant, LocalDate, Result } from '@budget/kernel';
import type { EventMetadata } from '@budget/ports';
import { Command } from '@nestjs/cqrs';

export type JudgingRefused =
  | { readonly kind: 'milestone-not-over'; readonly date: LocalDate; readonly today: LocalDate }
  | { readonly kind: 'no-milestone-on-date'; readonly date: LocalDate; readonly fiscalYear: number }
  | { readonly kind: 'alerting-lagging' };

/** The standing judgement of one project; `isNew` when this request recorded it. */
export type StandingJudgement = {
  readonly check: MilestoneJudged['data'];
  readonly isNew: boolean;
  readonly position: bigint;
  readonly judgedAt: Instant;
};

export class JudgeMilestonesMessage extends Command<Result<readonly StandingJudgement[], JudgingRefused>> {
  constructor(
    readonly date: LocalDate,
    readonly fiscalYear: number,
    readonly metadata: EventMetadata,
  ) {
    super();
  }
}
