import type { MilestonePolicy } from '@budget/domain/milestones';
import type { PlannedMilestone, RegisteredProject } from '@budget/domain/project-budget';
import { firstDayOf } from '@budget/domain/project-budget';
import { Money, type LocalDate } from '@budget/kernel';

/** What is supposed of one project. Nothing of it is ever recorded. */
export type Supposition = {
  /** As if it had been the plan from the first day of the year; null: the plans it had. */
  readonly plan: readonly PlannedMilestone[] | null;
  /** As if these had been paid as well; a negative amount was not paid. */
  readonly payments: readonly { readonly amount: Money; readonly paidOn: LocalDate }[];
};

export type World = { readonly project: RegisteredProject; readonly policy: MilestonePolicy };

/** The project as it would be. Money counts on its day and passes by every limit: whoever asks wants to see what would follow. */
export function supposed(project: RegisteredProject, { plan, payments }: Supposition): RegisteredProject {
  const movements = payments.reduce(
    (moved, { amount, paidOn }) => moved.with(paidOn, (moved.get(paidOn) ?? Money.zero).plus(amount)),
    project.movements,
  );
  const plans = plan === null ? project.plans : [{ version: project.plans.length + 1, effectiveOn: firstDayOf(project.fiscalYear), plan }];
  return { ...project, plans, movements };
}
