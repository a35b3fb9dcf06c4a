import { parseLocalDate } from '@budget/kernel';
import { cutOffOf, isOver } from './cut-off';
import { timeProgress } from './time-progress';

it.each([
  ['2025-06-30', '2025-06-30T16:00:00.000Z'],
  ['2025-12-31', '2025-12-31T16:00:00.000Z'],
])('the cut-off of %s is 24:00 in Asia/Shanghai', (date, instant) => {
  expect(cutOffOf(parseLocalDate(date))).toBe(instant);
});

it.each([
  ['2025-06-29', false],
  ['2025-06-30', false],
  ['2025-07-01', true],
])('on %s it is %s that the milestone of 30 June is over', (today, over) => {
  expect(isOver(parseLocalDate('2025-06-30'), parseLocalDate(today))).toBe(over);
});

it.each([
  ['2024-12-31', '0.00'],
  ['2025-01-30', '0.00'],
  ['2025-01-31', '8.33'],
  ['2025-02-28', '16.67'],
  ['2025-06-29', '41.67'],
  ['2025-06-30', '50.00'],
  ['2025-12-30', '91.67'],
  ['2025-12-31', '100.00'],
  ['2026-03-01', '100.00'],
])('time progress on %s is %s %%: whole months of 2025 ÷ 12', (date, percent) => {
  expect(timeProgress(2025, parseLocalDate(date)).toText()).toBe(percent);
});
