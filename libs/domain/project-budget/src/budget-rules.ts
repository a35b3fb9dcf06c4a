import { yearOf, type LocalDate } from '@budget/kernel';
import { budgetOn, budgetsFrom, type BudgetChange } from './budget-over-time';
import { lastDayOfYear } from './fiscal-year';
import { netPaid, spendingLimit } from './project-budget.queries';
import type { ProjectBudgetRejection } from './project-budget.rejections';
import type { RegisteredProject } from './project-budget.state';
import { LARGEST } from './target-rules';

/**
 * The first rule that a change of the budget breaks, or null: it counts inside the year; no source falls below zero on any day; what is left
 * covers what was paid. An increase is never refused for what was overspent before.
 */
export function brokenBudgetRule(project: RegisteredProject, change: BudgetChange, today: LocalDate): ProjectBudgetRejection | null {
  const { fiscalYear, yearEnd } = project;
  if (yearEnd) return { kind: 'year-end-decided', documentNo: yearEnd.documentNo };
  if (yearOf(change.effectiveOn) !== fiscalYear)
    return { kind: 'date-outside-fiscal-year', field: 'effectiveOn', date: change.effectiveOn, fiscalYear };

  const after = { ...project, budget: { ...project.budget, changes: [...project.budget.changes, change] } };
  const { total } = budgetOn(after.budget, lastDayOfYear(fiscalYear));
  if (total.exceeds(LARGEST)) return { kind: 'budget-too-large', field: 'amount', amount: total.toText(), largest: LARGEST.toText() };
  if (!change.total.isNegative()) return null;
  return exhaustedSource(project, change) ?? belowNetPaid(after, today);
}

/** A source holds, on the day of the change and on every later one, at least what is taken from it. */
function exhaustedSource({ budget }: RegisteredProject, change: BudgetChange): ProjectBudgetRejection | null {
  const budgets = budgetsFrom(budget, change.effectiveOn);
  for (const source of ['fiscal', 'other', 'carriedOver'] as const) {
    const requested = change[source].negated();
    const least = budgets.map((sum) => sum[source]).reduce((smaller, amount) => (smaller.exceeds(amount) ? amount : smaller));
    if (requested.isPositive() && requested.exceeds(least))
      return { kind: 'source-exhausted', field: source, available: least.toText(), requested: requested.toText() };
  }
  return null;
}

function belowNetPaid(after: RegisteredProject, today: LocalDate): ProjectBudgetRejection | null {
  const limit = spendingLimit(after, today);
  const net = netPaid(after);
  return net.exceeds(limit) ? { kind: 'budget-below-net-paid', budget: limit.toText(), netPaid: net.toText() } : null;
}
