import type { BudgetView } from '@budget/contracts';
import { timeProgress } from '@budget/domain/milestones';
import { Money, Percent, type AmountText, type LocalDate, type PercentText } from '@budget/kernel';

export function budgetView(fiscal: AmountText, other: AmountText, carriedOver: AmountText): BudgetView {
  const total = Money.sum([fiscal, other, carriedOver].map((text) => Money.parse(text)));
  return { fiscal, other, carriedOver, total: total.toText() };
}

/** 执行情况. The denominator of `rate` is the current budget (预算现额). */
export function executionView(paidText: AmountText, refundedText: AmountText, received: AmountText, current: Money) {
  const paid = Money.parse(paidText);
  const refunded = Money.parse(refundedText);
  const net = paid.minus(refunded);
  return {
    paid: paid.toText(),
    refunded: refunded.toText(),
    net: net.toText(),
    rate: Percent.of(net, current)?.toText() ?? null,
    remaining: current.minus(net).toText(),
    received,
  };
}

/** 序时进度 beside the execution rate: information, never the measure of an alert. */
export function timeProgressView(fiscalYear: number, asOf: LocalDate, rate: PercentText | string | null) {
  const progress = timeProgress(fiscalYear, asOf);
  return { percent: progress.toText(), gapPoints: rate === null ? null : Percent.parse(rate).minus(progress).toText() };
}
