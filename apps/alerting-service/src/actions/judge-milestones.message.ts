import type { MilestoneJudged } from '@budget/domain/milestones';
import type { Instant, LocalDate, Result } from '@budget/kernel';
import type { EventMetadata } from '@budget/ports';
import { Command } from '@nestjs/cqrs';

export type JudgingRefused =
  | { readonly kind: 'milestone-not-over'; readonly date: LocalDate; readonly today: LocalDate }
  | { readonly kind: 'no-milestone-on-date'; readonly date: LocalDate; readonly fiscalYear: number }
  | { readonly kind: 'alerting-lagging' };

/** Where the answer goes on: after this project, or from the first one; of at most `limit` projects. */
export type AnswerPage = { readonly after: string | null; readonly limit: number };

/** The standing judgement of one project. */
export type StandingJudgement = {
  readonly check: MilestoneJudged['data'];
  readonly position: bigint;
  readonly judgedAt: Instant;
};

/** What was judged, counted, and the page of it that was asked for. `position` is that of the last judgement recorded. */
export type JudgedMilestones = {
  readonly judged: number;
  readonly unchanged: number;
  readonly position: bigint | null;
  readonly items: readonly StandingJudgement[];
  /** The project after which the next page begins. */
  readonly next: string | null;
};

/** Judges every project of the date; from the second page on, those of the page alone. */
export class JudgeMilestonesMessage extends Command<Result<JudgedMilestones, JudgingRefused>> {
  constructor(
    readonly date: LocalDate,
    readonly fiscalYear: number,
    readonly page: AnswerPage,
    readonly metadata: EventMetadata,
  ) {
    super();
  }
}
