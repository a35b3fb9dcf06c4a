import { Money, Percent, type AmountText, type LocalDate, type PercentText } from '@budget/kernel';
import { fenOf, shareOf, type Fen } from './fen';
import type { SeededRandom } from './seeded-random';
import { CONDUCTS, type SpendingConduct } from './spending-conduct';
import { lumpsOf, type Lump } from './spending-lumps';
import type { WorkingYear } from './working-year';

/** What is planned: the budget in 元 and, at each date, the cumulative percent of it; null where nothing is stated. */
export type SpendingPlan = {
  readonly budget: AmountText;
  readonly plan: readonly { readonly date: LocalDate; readonly percent: PercentText | null }[];
};

export type SpendingManner = {
  readonly conductAt: (checkpoint: LocalDate) => SpendingConduct;
  /** About so many payments in the year. */
  readonly payments: number;
};

/** Cumulative amounts to reach by a date, and what is made up for after it. */
type Goal = {
  readonly date: LocalDate;
  readonly reach: Fen;
  readonly later: readonly { readonly reach: Fen; readonly afterDays: number }[];
};

/**
 * The payments of one project in one year, in order of their days: lumpy, on working days, never above the budget in sum.
 * Whether a checkpoint is met follows from the conduct there; up to a checkpoint without a stated percent something may be paid.
 */
export function spendingYear(of: SpendingPlan, manner: SpendingManner, year: WorkingYear, random: SeededRandom): readonly Lump[] {
  const budget = fenOf(of.budget);
  const lumps: Lump[] = [];
  let paid = 0n;
  let from: LocalDate | null = null;
  let pending: Goal['later'] = [];

  const payUpTo = (reach: Fen, days: readonly LocalDate[], count: number): void => {
    const due = (reach > budget ? budget : reach) - paid;
    if (due <= 0n || days.length === 0) return;
    lumps.push(...lumpsOf(due, count, days, random));
    paid += due;
  };

  for (const goal of goalsOf(of, manner, random)) {
    let days = year.between(from, goal.date);
    for (const { reach, afterDays } of pending) {
      const at = Math.min(afterDays, days.length - 1);
      payUpTo(reach, days.slice(at, at + 1), 1);
      days = days.slice(at + 1);
    }
    const share = budget === 0n ? 0 : Number(((goal.reach - paid) * 100n) / budget);
    payUpTo(goal.reach, days, Math.max(1, Math.round((manner.payments * share) / 100)));
    pending = goal.later.map(({ reach, afterDays }, index) => ({ reach, afterDays: afterDays - (goal.later[index - 1]?.afterDays ?? 0) }));
    from = goal.date;
  }
  return lumps;
}

function goalsOf({ budget, plan }: SpendingPlan, { conductAt }: SpendingManner, random: SeededRandom): readonly Goal[] {
  const whole = Money.parse(budget);
  const dueAt = (percent: PercentText): Fen => fenOf(whole.portion(Percent.parse(percent)).toText());
  let reached = 0n;
  return plan.map(({ date, percent }, index) => {
    if (percent === null) {
      const next = plan.slice(index + 1).find((later) => later.percent !== null);
      const open = next?.percent ? shareOf(dueAt(next.percent), CONDUCTS[conductAt(next.date)].reaches[0] * 100) - reached : 0n;
      if (open > 0n && random.chance(80)) reached += shareWithin(open, [10, 70], random);
      return { date, reach: reached, later: [] };
    }
    const due = dueAt(percent);
    const { reaches, catchesUp } = CONDUCTS[conductAt(date)];
    const reach = shareWithin(due, reaches, random);
    const later = catchesUp.map(({ to, afterDays }) => ({
      reach: shareWithin(due, to, random),
      afterDays: random.between(...afterDays),
    }));
    reached = later.at(-1)?.reach ?? reach;
    return { date, reach, later };
  });
}

const ROUND = 10_00n;

/** A share between two percents, mostly rounded to 10 元; a range of one value is met to the 分. */
function shareWithin(fen: Fen, [least, most]: readonly [number, number], random: SeededRandom): Fen {
  const share = shareOf(fen, random.between(least * 100, most * 100));
  return least < most && share > ROUND && random.chance(70) ? share - (share % ROUND) : share;
}
