import { Money, Percent } from '@budget/kernel';

/** How far the money is from its plan: behind (落后), ahead (超前) or even, with the distance as a plain number of points. */
export type PointsGap = { readonly side: 'behind' | 'ahead' | 'even'; readonly points: string };

/** actual − planned in percentage points, one decimal for the screen; null when there is no budget to divide by. */
export function pointsGap(actual: string | null, planned: string | null): PointsGap | null {
  if (actual === null || planned === null) return null;
  const [is, due] = [Percent.parse(actual), Percent.parse(planned)];
  if (due.exceeds(is)) return { side: 'behind', points: due.minus(is).toOneDecimalText() };
  if (is.exceeds(due)) return { side: 'ahead', points: is.minus(due).toOneDecimalText() };
  return { side: 'even', points: '0.0' };
}

/** 应支未支 in 元: what the plan asked for by now and was not paid; "0.00" when the money is on or ahead of plan. */
export function shortOf(planned: string, actual: string): string {
  const short = Money.parse(planned).minus(Money.parse(actual));
  return short.isPositive() ? short.toText() : Money.zero.toText();
}

/** Descending by amount, for lists that put the largest money first. */
export function byAmountDescending(left: string, right: string): number {
  const difference = Money.parse(right).minus(Money.parse(left));
  return difference.isPositive() ? 1 : difference.isZero() ? 0 : -1;
}

/** 元 a week needed to pay `short` within `days`; null when no day is left. */
export function weeklyPace(short: string, days: number): string | null {
  if (days <= 0) return null;
  const sevenfold = Money.sum(Array.from({ length: 7 }, () => Money.parse(short)));
  return sevenfold.ratioTo(Money.parse(`${days}.00`), 2);
}
