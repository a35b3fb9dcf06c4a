import { Money, type LocalDate } from '@budget/kernel';
import type { VoucherNo } from './ids';
import type { CurrentBudget, Payment, ProjectBudget } from './project-budget.state';

const NO_BUDGET: CurrentBudget = { fiscal: Money.zero, other: Money.zero, carriedOver: Money.zero, total: Money.zero };

/** Payments − refunds − reversals with a business date (paid-on, received-on) on or before `date`, in 元. */
export function netPaidUpTo(state: ProjectBudget, date: LocalDate): Money {
  let net = Money.zero;
  if (state.status === 'unknown') return net;
  for (const [day, amount] of state.movements.entries()) {
    if (day <= date) net = net.plus(amount);
  }
  return net;
}

/** 预算现额: what the project may spend this year, in 元, by source and in total; all zero for an unknown project. */
export const currentBudget = (state: ProjectBudget): CurrentBudget => (state.status === 'unknown' ? NO_BUDGET : state.budget);

/** Payments − refunds − reversals of the whole year, in 元. */
export const netPaid = (state: ProjectBudget): Money => (state.status === 'unknown' ? Money.zero : state.paid.minus(state.refunded));

/** Budget total − net paid, in 元: the largest payment that is still accepted. */
export const available = (state: ProjectBudget): Money => currentBudget(state).total.minus(netPaid(state));

/** The payment of this voucher number, reversed or not; undefined when there is none. */
export const findPayment = (state: ProjectBudget, voucherNo: VoucherNo): Payment | undefined =>
  state.status === 'unknown' ? undefined : state.payments.get(voucherNo);
