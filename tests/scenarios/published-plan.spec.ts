import { readFileSync } from 'node:fs';
import { effectivePlan, judge, milestonePolicyV1, plannedAmount } from '@budget/domain/milestones';
import { lastDayOf, Money, Percent, type PercentText } from '@budget/kernel';

type Cell = {
  readonly statedPct: string | null;
  readonly statedWan: string | null;
  readonly effectivePct: string;
  readonly effectiveWan: string;
};
type Row = {
  readonly seq: number;
  readonly unitCode: string;
  readonly budgetWan: string;
  readonly milestones: Readonly<Record<string, Cell>>;
};

const FIXTURE = new URL('../fixtures/weixian-2025.milestones.json', import.meta.url);
const rows = JSON.parse(readFileSync(FIXTURE, 'utf8')) as readonly Row[];
const MONTHS = ['3', '6', '10', '12'] as const;

const percentText = (percent: string | null) => (percent === null ? null : (`${percent}.00` as PercentText));
const cell = (row: Row, month: string): Cell => row.milestones[month] as Cell;
const planned = (row: Row) => {
  const plan = MONTHS.map((month) => ({
    date: lastDayOf(2025, Number(month)),
    label: `${month}月底`,
    percent: percentText(cell(row, month).statedPct),
  }));
  return effectivePlan(plan).map((milestone) => ({
    ...milestone,
    amount: plannedAmount(Money.parseWan(row.budgetWan), milestone.effective),
  }));
};

describe('the plan of the published document, 22 projects of two units', () => {
  it('has 42 of 88 cells filled', () => {
    expect(rows).toHaveLength(22);
    expect(rows.flatMap((row) => MONTHS.filter((month) => cell(row, month).statedPct !== null))).toHaveLength(42);
  });

  it.each(rows.map((row) => [row.seq, row] as const))('project %i: four effective percents and amounts as worked out by hand', (_, row) => {
    expect(planned(row).map(({ effective, amount }) => [effective.toText(), amount.toText()])).toStrictEqual(
      MONTHS.map((month) => {
        const { effectivePct, effectiveWan } = cell(row, month);
        return [percentText(effectivePct), Money.parseWan(effectiveWan).toText()];
      }),
    );
  });

  it.each([
    ['2025-03-31', '7434200.00', '14.48'],
    ['2025-06-30', '24415400.00', '47.56'],
    ['2025-10-31', '31864400.00', '62.07'],
    ['2025-12-31', '51336900.00', '100.00'],
  ])('adds up, on %s, to %s yuan, %s %% of the department', (date, total, percent) => {
    const due = Money.sum(rows.flatMap((row) => planned(row).flatMap((milestone) => (milestone.date === date ? [milestone.amount] : []))));
    const budget = Money.sum(rows.map((row) => Money.parseWan(row.budgetWan)));
    expect([due.toText(), Percent.of(due, budget)?.toText()]).toStrictEqual([total, percent]);
  });

  it('is met or no checkpoint everywhere when each project has paid exactly its plan', () => {
    const statuses = rows.flatMap((row) =>
      planned(row).map(({ effective, amount }) => {
        const budget = Money.parseWan(row.budgetWan);
        return judge({ budget, plannedPercent: effective, actual: amount, policy: milestonePolicyV1 }).status;
      }),
    );
    expect([...new Set(statuses)].sort()).toStrictEqual(['met', 'no-checkpoint']);
  });
});
