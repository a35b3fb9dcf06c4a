import { parseLocalDate, Percent, type PercentText } from '@budget/kernel';
import { effectivePlan, type StatedMilestone } from './effective-plan';
import { planDueAt } from './plan-due-at';

const DATES = ['2025-03-31', '2025-06-30', '2025-10-31', '2025-12-31'];
const plan = (...percents: readonly (string | null)[]): readonly StatedMilestone[] =>
  percents.map((percent, index) => ({
    date: parseLocalDate(DATES[index] ?? ''),
    label: `考核点${index + 1}`,
    percent: percent as PercentText | null,
  }));

describe('the effective plan', () => {
  it.each<[string, (string | null)[], string[]]>([
    ['states nothing before the first target', [null, null, '66.00', '100.00'], ['0.00', '0.00', '66.00', '100.00']],
    ['carries the last stated target over a blank', ['25.00', null, '75.00', '100.00'], ['25.00', '25.00', '75.00', '100.00']],
    ['carries it over several blanks to the end', ['30.00', null, null, null], ['30.00', '30.00', '30.00', '30.00']],
    ['stays at 100 % after a stated 100 %', [null, '100.00', null, null], ['0.00', '100.00', '100.00', '100.00']],
    ['holds a stated 0 % like any other', ['0.00', null, '10.00', null], ['0.00', '0.00', '10.00', '10.00']],
    ['is all zero when nothing is stated', [null, null, null, null], ['0.00', '0.00', '0.00', '0.00']],
  ])('%s', (_, stated, effective) => {
    expect(effectivePlan(plan(...stated)).map((milestone) => milestone.effective.toText())).toStrictEqual(effective);
  });

  it('keeps what is stated apart from what is effective', () => {
    expect(effectivePlan(plan('25.00', null))).toStrictEqual([
      { date: '2025-03-31', label: '考核点1', stated: Percent.parse('25'), effective: Percent.parse('25') },
      { date: '2025-06-30', label: '考核点2', stated: null, effective: Percent.parse('25') },
    ]);
  });
});

describe('what is due at a day', () => {
  const sparse = plan('25.00', null, '75.00', null);

  it.each([
    ['2025-03-30', null],
    ['2025-03-31', ['2025-03-31', '25.00']],
    ['2025-06-30', ['2025-03-31', '25.00']],
    ['2025-10-30', ['2025-03-31', '25.00']],
    ['2025-10-31', ['2025-10-31', '75.00']],
    ['2025-12-31', ['2025-10-31', '75.00']],
    ['2026-02-01', ['2025-10-31', '75.00']],
  ])('is, on %s, the last stated milestone on or before it: %j', (date, expected) => {
    const due = planDueAt(sparse, parseLocalDate(date));
    expect(due && [due.date, due.percent.toText()]).toStrictEqual(expected);
  });

  it('keeps its label, also for a stated 0 %', () => {
    expect(planDueAt(plan('0.00'), parseLocalDate('2025-04-01'))).toStrictEqual({
      date: '2025-03-31',
      label: '考核点1',
      percent: Percent.parse('0'),
    });
  });
});
