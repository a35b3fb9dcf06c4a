import type { LedgerEntryView } from '@budget/contracts';
import { Money } from '@budget/kernel';

type Entry = Pick<LedgerEntryView, 'voucherNo' | 'originalVoucherNo' | 'kind' | 'reversedBy'> & { readonly amount: string };

/** What of a payment may still be paid back, 元: the payment less its refunds that were not taken back themselves. */
export function refundableOf(payment: Pick<Entry, 'voucherNo' | 'amount'>, entries: readonly Entry[]): Money {
  const refunds = entries.filter(
    ({ kind, originalVoucherNo, reversedBy }) => kind === 'refund' && originalVoucherNo === payment.voucherNo && reversedBy === undefined,
  );
  return Money.parse(payment.amount).minus(Money.sum(refunds.map(({ amount }) => Money.parse(amount))));
}
