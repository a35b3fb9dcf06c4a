import type { ProjectBudgetEvent } from '@budget/domain/project-budget';

export const fenOf = (amount: string): bigint => BigInt(amount.replace('.', ''));
export const yuanOf = (fen: bigint): string => {
  const digits = (fen < 0n ? -fen : fen).toString().padStart(3, '0');
  return `${fen < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
};

/** What one fact adds to the net on its business day, in fen, worked out without the domain. */
export function movementOf({ type, data }: ProjectBudgetEvent): { readonly date: string; readonly fen: bigint } | null {
  if (type === 'DisbursementRecorded') return { date: data.paidOn, fen: fenOf(data.amount) };
  if (type === 'DisbursementReversed') return { date: data.paidOn, fen: -fenOf(data.amount) };
  if (type === 'DisbursementRefunded') return { date: data.receivedOn, fen: -fenOf(data.amount) };
  if (type === 'RefundReversed') return { date: data.receivedOn, fen: fenOf(data.amount) };
  return null;
}

/** Payments − refunds − reversals, a reversed refund netting out, up to and including a day, in fen, one by one from the facts. */
export const netFen = (facts: readonly ProjectBudgetEvent[], until: string): bigint =>
  facts.reduce((net, fact) => {
    const movement = movementOf(fact);
    return movement && movement.date <= until ? net + movement.fen : net;
  }, 0n);

/** All that was refunded and not reversed, in fen. */
export const refundedFen = (facts: readonly ProjectBudgetEvent[]): bigint =>
  facts.reduce((sum, { type, data }) => {
    if (type === 'DisbursementRefunded') return sum + fenOf(data.amount);
    return type === 'RefundReversed' ? sum - fenOf(data.amount) : sum;
  }, 0n);
