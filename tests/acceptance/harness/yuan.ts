/** 元 with two decimals as whole 分, for sums that owe nothing to the product's own arithmetic. */
export const fenOf = (amount: string): bigint => BigInt(amount.replace('.', ''));

/** 分 as 元 with two decimals. */
export function yuanOf(fen: bigint): string {
  const digits = String(fen < 0n ? -fen : fen).padStart(3, '0');
  return `${fen < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** `percent` ("66.00") of an amount in 分, half-up. */
export const shareOf = (fen: bigint, percent: string): bigint => (fen * fenOf(percent) + 5_000n) / 10_000n;

export const sum = (amounts: Iterable<bigint>): bigint => {
  let total = 0n;
  for (const amount of amounts) total += amount;
  return total;
};
