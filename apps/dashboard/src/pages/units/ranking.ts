import type { SummaryView } from '@budget/contracts';
import { Money, Percent } from '@budget/kernel';

type UnitFigures = Pick<SummaryView['units'][number], 'code' | 'budget' | 'execution'>;
export type Ranked<Unit> = { readonly unit: Unit; readonly rank: number | null };

/** A unit below this share of the whole budget is listed but not ranked: one small payment would carry it to the top. */
const SMALLEST_SHARE = Percent.parse('1');

/** Units by 执行率 from high to low; equal rates share a rank, units too small or without budget come last without one. */
export function ranking<Unit extends UnitFigures>(units: readonly Unit[], wholeBudget: string): readonly Ranked<Unit>[] {
  const whole = Money.parse(wholeBudget);
  const counts = (unit: Unit) => unit.execution.rate !== null && Money.parse(unit.budget.current.total).reaches(SMALLEST_SHARE, whole);
  const ranked = units.filter(counts).sort(byRate);
  const rankOf = (unit: Unit) => 1 + ranked.filter((other) => rateOf(other).exceeds(rateOf(unit))).length;
  return [
    ...ranked.map((unit) => ({ unit, rank: rankOf(unit) })),
    ...units.filter((unit) => !counts(unit)).map((unit) => ({ unit, rank: null })),
  ];
}

const rateOf = ({ execution }: UnitFigures): Percent => Percent.parse(execution.rate ?? '0.00');

const byRate = (left: UnitFigures, right: UnitFigures): number => {
  if (rateOf(left).exceeds(rateOf(right))) return -1;
  if (rateOf(right).exceeds(rateOf(left))) return 1;
  return left.code < right.code ? -1 : 1;
};
