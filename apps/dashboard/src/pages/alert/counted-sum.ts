import type { LedgerEntryView } from '@budget/contracts';
import { Money } from '@budget/kernel';

/** Net of ledger entries: payments less refunds and reversals. */
export const countedSum = (entries: readonly Pick<LedgerEntryView, 'kind' | 'amount'>[]): Money =>
  Money.sum(entries.map(({ kind, amount }) => (kind === 'payment' ? Money.parse(amount) : Money.parse(amount).negated())));
