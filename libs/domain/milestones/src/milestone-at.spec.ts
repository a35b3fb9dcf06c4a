import { parseLocalDate, type PercentText } from '@budget/kernel';
import { milestoneAt } from './milestone-at';

const step = (date: string, percent: string | null) => ({
  date: parseLocalDate(date),
  label: date.slice(5),
  percent: percent as PercentText | null,
});
const plan = [step('2025-03-31', null), step('2025-06-30', '50.00'), step('2025-10-31', null)];

describe('the milestone of a day', () => {
  it.each([
    ['2025-03-31', null, '0.00'],
    ['2025-06-30', '50.00', '50.00'],
    ['2025-10-31', null, '50.00'],
  ])('%s states %s, and %s %% is due', (date, stated, effective) => {
    const milestone = milestoneAt(plan, parseLocalDate(date));
    expect([milestone?.date, milestone?.stated?.toText() ?? null, milestone?.effective.toText()]).toStrictEqual([date, stated, effective]);
  });

  it.each(['2025-06-29', '2025-07-01', '2025-12-31'])('is none on %s', (date) => {
    expect(milestoneAt(plan, parseLocalDate(date))).toBeNull();
  });
});
