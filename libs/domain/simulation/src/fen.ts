import type { AmountText } from '@budget/kernel';

/** An amount in whole 分: exact, and quick to divide into parts. */
export type Fen = bigint;

export const fenOf = (amount: AmountText): Fen => BigInt(amount.replace('.', ''));

/** Not negative. */
export function amountOf(fen: Fen): AmountText {
  const digits = String(fen).padStart(3, '0');
  return `${digits.slice(0, -2)}.${digits.slice(-2)}` as AmountText;
}

/** `permyriad` ten-thousandths of an amount, rounded down to the 分. */
export const shareOf = (fen: Fen, permyriad: number): Fen => (fen * BigInt(permyriad)) / 10_000n;
