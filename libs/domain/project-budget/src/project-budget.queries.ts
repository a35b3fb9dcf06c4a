import { Money, type LocalDate } from '@budget/kernel';
import { budgetOn, budgetsFrom, NO_BUDGET, type BudgetSum } from './budget-over-time';
import type { VoucherNo } from './ids';
import type { Payment, ProjectBudget } from './project-budget.state';

/** Payments − refunds − reversals with a business date (paid-on, received-on) on or before `date`, in 元. */
export function netPaidUpTo(state: ProjectBudget, date: LocalDate): Money {
  let net = Money.zero;
  if (state.status === 'unknown') return net;
  for (const [day, amount] of state.movements.entries()) {
    if (day <= date) net = net.plus(amount);
  }
  return net;
}

/** 预算现额 on a day, in 元, by source and in total; all zero for an unknown project. */
export const currentBudget = (state: ProjectBudget, date: LocalDate): BudgetSum =>
  state.status === 'unknown' ? NO_BUDGET : budgetOn(state.budget, date);

/** Payments − refunds − reversals of the whole year, in 元. */
export const netPaid = (state: ProjectBudget): Money => (state.status === 'unknown' ? Money.zero : state.paid.minus(state.refunded));

/**
 * What the project may have spent in all, in 元: its budget on `today`, or less where a document already recorded takes money away on a
 * later day. An increase counts from its own day.
 */
export const spendingLimit = (state: ProjectBudget, today: LocalDate): Money =>
  state.status === 'unknown'
    ? Money.zero
    : budgetsFrom(state.budget, today).reduce(
        (least, { total }) => (least.exceeds(total) ? total : least),
        budgetOn(state.budget, today).total,
      );

/** Spending limit − net paid, in 元: the largest payment that is still accepted. Negative after an overspend that a treasury file told. */
export const available = (state: ProjectBudget, today: LocalDate): Money => spendingLimit(state, today).minus(netPaid(state));

/** Net paid from money carried over from the year before (上年结转), in 元. */
export function spentFromCarryOver(state: ProjectBudget): Money {
  let spent = Money.zero;
  if (state.status === 'unknown') return spent;
  for (const [, { facts, refunded, reversal }] of state.payments.entries()) {
    if (facts.fundSource === 'carried-over' && !reversal) spent = spent.plus(Money.parse(facts.amount)).minus(refunded);
  }
  return spent;
}

/** The payment of this voucher number, reversed or not; undefined when there is none. */
export const findPayment = (state: ProjectBudget, voucherNo: VoucherNo): Payment | undefined =>
  state.status === 'unknown' ? undefined : state.payments.get(voucherNo);
