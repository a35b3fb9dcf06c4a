import { Money, Percent, yearOf } from '@budget/kernel';
import type { StatedTargets } from './project-budget.commands';
import type { PlannedMilestone } from './project-budget.events';
import type { ProjectBudgetRejection } from './project-budget.rejections';

/** The first rule that stated targets break, or null: amounts from 0 to 14 digits, plan dates ascending inside the year, percents never falling and ≤ 100. */
export const brokenTargetRule = ({ budget, plan }: StatedTargets, fiscalYear: number): ProjectBudgetRejection | null =>
  brokenAmountRule(budget) ?? brokenPlanRule(plan, fiscalYear);

export const brokenPlanRule = (plan: readonly PlannedMilestone[], fiscalYear: number): ProjectBudgetRejection | null =>
  brokenDateRule(plan, fiscalYear) ?? brokenPercentRule(plan);

/** Fourteen digits of 元: more than the budget of the whole country. */
export const LARGEST = Money.parse('99999999999999.99');

function brokenAmountRule(budget: StatedTargets['budget']): ProjectBudgetRejection | null {
  for (const source of ['fiscal', 'other', 'carriedOver'] as const) {
    const amount = Money.parse(budget[source]);
    const named = { field: `budget.${source}`, amount: budget[source] };
    if (amount.isNegative()) return { kind: 'budget-negative', ...named };
    if (amount.exceeds(LARGEST)) return { kind: 'budget-too-large', ...named, largest: LARGEST.toText() };
  }
  return null;
}

function brokenDateRule(plan: readonly PlannedMilestone[], fiscalYear: number): ProjectBudgetRejection | null {
  for (const [index, { date }] of plan.entries()) {
    if (yearOf(date) !== fiscalYear) return { kind: 'plan-date-outside-year', date, fiscalYear };
    const previous = plan[index - 1];
    if (previous && previous.date >= date) return { kind: 'plan-dates-not-ascending', date };
  }
  return null;
}

function brokenPercentRule(plan: readonly PlannedMilestone[]): ProjectBudgetRejection | null {
  let previous = Percent.zero;
  for (const { date, percent } of plan) {
    if (percent === null) continue;
    const stated = Percent.parse(percent);
    if (stated.exceeds(Percent.hundred)) return { kind: 'plan-above-100', date, percent };
    if (previous.exceeds(stated)) return { kind: 'plan-not-monotone', date, percent, previous: previous.toText() };
    previous = stated;
  }
  return null;
}
