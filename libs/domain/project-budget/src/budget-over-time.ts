import { Money, type AmountText, type LocalDate } from '@budget/kernel';
import type { BudgetBySource, FundSource, PlannedMilestone } from './project-budget.events';

/** 元 by fund source and their sum. */
export type BudgetSum = { readonly fiscal: Money; readonly other: Money; readonly carriedOver: Money; readonly total: Money };

/** What a document adds to the budget (negative: takes from it) from a day on, in 元 by source. */
export type BudgetChange = BudgetSum & { readonly effectiveOn: LocalDate };

/** The published budget and every change of it, whatever day they count from. */
export type BudgetHistory = { readonly published: BudgetSum; readonly changes: readonly BudgetChange[] };

/** A plan and the day from which the project is measured by it. */
export type PlanVersion = { readonly version: number; readonly effectiveOn: LocalDate; readonly plan: readonly PlannedMilestone[] };

const SOURCE_FIELD = { fiscal: 'fiscal', other: 'other', 'carried-over': 'carriedOver' } as const satisfies Record<
  FundSource,
  keyof BudgetBySource
>;

const sumOf = (fiscal: Money, other: Money, carriedOver: Money): BudgetSum => ({
  fiscal,
  other,
  carriedOver,
  total: Money.sum([fiscal, other, carriedOver]),
});

export const NO_BUDGET = sumOf(Money.zero, Money.zero, Money.zero);

export const budgetSum = ({ fiscal, other, carriedOver }: BudgetBySource): BudgetSum =>
  sumOf(Money.parse(fiscal), Money.parse(other), Money.parse(carriedOver));

/** The whole amount in one source. */
export const inSource = (source: FundSource, amount: AmountText): BudgetSum => ({
  ...NO_BUDGET,
  [SOURCE_FIELD[source]]: Money.parse(amount),
  total: Money.parse(amount),
});

export const plusBudget = (one: BudgetSum, other: BudgetSum): BudgetSum =>
  sumOf(one.fiscal.plus(other.fiscal), one.other.plus(other.other), one.carriedOver.plus(other.carriedOver));

export const minusBudget = (budget: BudgetSum): BudgetSum =>
  sumOf(budget.fiscal.negated(), budget.other.negated(), budget.carriedOver.negated());

/** 预算现额 on a day: what was published with every change that counts by then. */
export const budgetOn = ({ published, changes }: BudgetHistory, date: LocalDate): BudgetSum =>
  changes.reduce((budget, change) => (change.effectiveOn <= date ? plusBudget(budget, change) : budget), published);

/** The budget on a day and after each change that comes later. */
export function budgetsFrom(history: BudgetHistory, date: LocalDate): readonly BudgetSum[] {
  const later = new Set(history.changes.flatMap(({ effectiveOn }) => (effectiveOn > date ? [effectiveOn] : [])));
  return [date, ...later].map((day) => budgetOn(history, day));
}

/** The plan in force on a day: of those that count by then, the one decided last. Before all of them the first one. */
export const planInForce = (plans: readonly PlanVersion[], date: LocalDate): PlanVersion => {
  const plan = plans.findLast(({ effectiveOn }) => effectiveOn <= date) ?? plans[0];
  if (!plan) throw new Error('A registered project has a plan');
  return plan;
};

/**
 * The checkpoints of the year with the version of the plan that governs each: a date counts when the plan in force on that day names it.
 * What was due before a revision stays due by the plan of its day.
 */
export const governingMilestones = (plans: readonly PlanVersion[]): readonly (PlannedMilestone & { readonly planVersion: number })[] => {
  const dates = [...new Set(plans.flatMap(({ plan }) => plan.map(({ date }) => date)))].sort();
  return dates.flatMap((date) => {
    const { version, plan } = planInForce(plans, date);
    const milestone = plan.find((step) => step.date === date);
    return milestone ? [{ ...milestone, planVersion: version }] : [];
  });
};
