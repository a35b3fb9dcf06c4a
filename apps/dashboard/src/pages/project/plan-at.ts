import type { ProjectView } from '@budget/contracts';

type Milestone = Pick<ProjectView['plan']['milestones'][number], 'date' | 'effectivePercent' | 'plannedAmount'>;

/** The plan that holds on a day: the last checkpoint on or before it, nothing before the first. */
export function planAt(milestones: readonly Milestone[], day: string): { readonly percent: string; readonly amount: string } {
  const last = milestones
    .filter(({ date }) => date <= day)
    .reduce<Milestone | null>((later, next) => (later === null || next.date > later.date ? next : later), null);
  return last === null ? { percent: '0.00', amount: '0.00' } : { percent: last.effectivePercent, amount: last.plannedAmount };
}
