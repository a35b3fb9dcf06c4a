import { accept, Money, reject, type Decision } from '@budget/kernel';
import { lastDayOfYear } from './fiscal-year';
import type { DecideYearEnd, ReceiveCarryOver } from './project-budget.commands';
import type { CarryOverReceived, YearEndDecided } from './project-budget.events';
import { currentBudget, netPaid, spentFromCarryOver } from './project-budget.queries';
import type { ProjectBudgetRejection } from './project-budget.rejections';
import type { ProjectBudget, RegisteredProject } from './project-budget.state';

/**
 * 年终: the unspent rest of a project that goes on becomes 上年结转 of the next year; that of one that has ended, and money carried over before and
 * unused for the second year, is returned (结余收回). Decided once: no payment and no change of the budget follows.
 */
export function decideYearEnd(
  state: ProjectBudget,
  { projectCode, fiscalYear, decision, nextYearProject, documentNo }: DecideYearEnd,
): Decision<YearEndDecided, ProjectBudgetRejection> {
  if (state.status === 'unknown') return reject({ kind: 'project-not-found' });
  const { yearEnd } = state;
  if (yearEnd) return reject({ kind: 'year-end-decided', documentNo: yearEnd.documentNo });

  const unspent = unspentOf(state);
  const carriedOver = decision === 'carry-over' ? unspent.minus(secondYear(state, unspent)) : Money.zero;
  const data = {
    projectCode,
    fiscalYear,
    decision,
    unspent: unspent.toText(),
    carriedOver: carriedOver.toText(),
    returned: unspent.minus(carriedOver).toText(),
    nextYearProject,
    documentNo,
  };
  return accept({ type: 'YearEndDecided', schemaVersion: 1, data });
}

export function receiveCarryOver(
  state: ProjectBudget,
  { type: _, ...fact }: ReceiveCarryOver,
): Decision<CarryOverReceived, ProjectBudgetRejection> {
  if (state.status === 'unknown')
    return reject({ kind: 'next-year-project-not-found', projectCode: fact.projectCode, fiscalYear: fact.fiscalYear });
  return accept({ type: 'CarryOverReceived', schemaVersion: 1, data: fact });
}

const notNegative = (amount: Money): Money => (amount.isNegative() ? Money.zero : amount);

const unspentOf = (project: RegisteredProject): Money =>
  notNegative(currentBudget(project, lastDayOfYear(project.fiscalYear)).total.minus(netPaid(project)));

/** What is left of the money carried over from the year before, as far as anything is left at all. */
function secondYear(project: RegisteredProject, unspent: Money): Money {
  const { carriedOver } = currentBudget(project, lastDayOfYear(project.fiscalYear));
  const left = notNegative(carriedOver.minus(spentFromCarryOver(project)));
  return left.exceeds(unspent) ? unspent : left;
}
