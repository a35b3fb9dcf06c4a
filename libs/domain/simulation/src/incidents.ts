import { daysBetween, localDateAt, type AmountText, type LocalDate } from '@budget/kernel';
import { amountOf, fenOf } from './fen';
import type { SimulatedFact, SimulatedPayment } from './simulated-facts';
import { later } from './treasury-day';
import type { WorkingYear } from './working-year';

type Period = { readonly from: LocalDate; readonly to: LocalDate };

/** 更正: the first payment of the period was first entered with a digit missing, taken back and entered again. */
export function withWrongEntry(facts: readonly SimulatedFact[], period: Period): readonly SimulatedFact[] {
  return replaced(facts, period, (payment) => {
    const wrong: SimulatedPayment = { ...payment, voucherNo: `${payment.voucherNo}E`, amount: tenthOf(payment.amount) };
    const reason = '模拟：金额录入时少了一位，更正后重新登记';
    return [
      wrong,
      { kind: 'reversal', voucherNo: wrong.voucherNo, reason, recordedAt: later(payment.recordedAt, 20) },
      { ...payment, recordedAt: later(payment.recordedAt, 35) },
    ];
  });
}

/** 退款: the first payment of the period came back from the bank and was paid again, three and five working days later. */
export function withReturnedPayment(facts: readonly SimulatedFact[], period: Period, year: WorkingYear): readonly SimulatedFact[] {
  return replaced(facts, period, (payment) => {
    const [, , returnedOn, , repaidOn] = year.days.filter((day) => day > payment.paidOn);
    if (!returnedOn || !repaidOn) return [payment];
    const on = (day: LocalDate) => later(payment.recordedAt, minutesBetween(payment.paidOn, day));
    return [
      payment,
      {
        kind: 'refund',
        voucherNo: payment.voucherNo,
        refundVoucherNo: `${payment.voucherNo}R`,
        amount: payment.amount,
        receivedOn: returnedOn,
        reason: '模拟：收款账户信息有误，银行退回，核对后重新支付',
        recordedAt: on(returnedOn),
      },
      { ...payment, voucherNo: `${payment.voucherNo}B`, paidOn: repaidOn, recordedAt: on(repaidOn) },
    ];
  });
}

/** 晚登记: the first payment of the period was in truth paid earlier, on `paidOn`, and became known only on its recorded day. */
export function withLateEntry(
  facts: readonly SimulatedFact[],
  period: Period,
  paidOn: LocalDate,
  recordedOn: LocalDate,
): readonly SimulatedFact[] {
  return replaced(facts, period, (payment) => [
    { ...payment, paidOn, recordedAt: later(payment.recordedAt, minutesBetween(payment.paidOn, recordedOn)) },
  ]);
}

/** In order of recording; equal moments keep their order. */
export const inOrder = <Fact extends SimulatedFact>(facts: readonly Fact[]): readonly Fact[] =>
  [...facts].sort((one, other) => (one.recordedAt < other.recordedAt ? -1 : one.recordedAt > other.recordedAt ? 1 : 0));

function replaced(
  facts: readonly SimulatedFact[],
  { from, to }: Period,
  instead: (payment: SimulatedPayment) => readonly SimulatedFact[],
): readonly SimulatedFact[] {
  const at = facts.findIndex(
    (fact) => fact.kind === 'payment' && localDateAt(fact.recordedAt) >= from && localDateAt(fact.recordedAt) <= to,
  );
  const found = facts[at];
  return found?.kind === 'payment' ? inOrder(facts.toSpliced(at, 1, ...instead(found))) : facts;
}

const MINUTES_A_DAY = 24 * 60;

const minutesBetween = (from: LocalDate, to: LocalDate): number => daysBetween(from, to) * MINUTES_A_DAY;

const tenthOf = (amount: AmountText): AmountText => amountOf(fenOf(amount) / 10n || 1n);
