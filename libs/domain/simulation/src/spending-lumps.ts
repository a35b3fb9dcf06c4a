import type { LocalDate } from '@budget/kernel';
import type { Fen } from './fen';
import type { SeededRandom } from './seeded-random';

/** One payment on its day. */
export type Lump = { readonly day: LocalDate; readonly fen: Fen };

const LEAST: Fen = 500_00n;
// Most invoices are round; some end in odd 元, a few in odd 分.
const ROUNDINGS: readonly Fen[] = [1000_00n, 100_00n, 100_00n, 100_00n, 10_00n, 1_00n, 10n, 1n];

/** `amount` in at most `count` parts on some of these days, in order of the days; the parts add up exactly. */
export function lumpsOf(amount: Fen, count: number, days: readonly LocalDate[], random: SeededRandom): readonly Lump[] {
  const parts = partsOf(amount, Math.min(count, Number(amount / LEAST) || 1), random);
  const chosen = parts.map(() => dayIn(days, random)).sort();
  return parts.map((fen, index) => ({ fen, day: chosen[index] as LocalDate }));
}

function partsOf(amount: Fen, count: number, random: SeededRandom): readonly Fen[] {
  const weights = Array.from({ length: count }, () => random.between(1, 6) ** 2);
  const sum = BigInt(weights.reduce((total, weight) => total + weight, 0));
  const parts: Fen[] = [];
  let left = amount;
  for (const weight of weights.slice(1)) {
    const part = rounded((amount * BigInt(weight)) / sum, random);
    if (part === 0n || part >= left) continue;
    parts.push(part);
    left -= part;
  }
  parts.splice(random.below(parts.length + 1), 0, left);
  return parts;
}

function rounded(fen: Fen, random: SeededRandom): Fen {
  const unit = random.pick(ROUNDINGS);
  return fen - (fen % unit) || fen;
}

/** Treasuries are busy at the end of a period. */
function dayIn(days: readonly LocalDate[], random: SeededRandom): LocalDate {
  const last = days.length - 1;
  const index = random.chance(40) ? random.between(Math.floor(last * 0.75), last) : random.between(0, last);
  return days[index] as LocalDate;
}
