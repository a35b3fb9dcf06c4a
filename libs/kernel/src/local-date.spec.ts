import fc from 'fast-check';
import { parseInstant } from './instant';
import {
  addDays,
  daysBetween,
  elapsedMonths,
  endOf,
  isLocalDate,
  lastDayOf,
  localDateAt,
  monthOf,
  parseLocalDate,
  startOf,
  yearOf,
} from './local-date';

const dates = fc
  .date({ min: new Date('1992-01-01T00:00:00Z'), max: new Date('2199-12-31T00:00:00Z'), noInvalidDate: true })
  .map((date) => parseLocalDate(date.toISOString().slice(0, 10)));

describe('a date', () => {
  it.each(['2025-06-30', '2024-02-29', '2000-02-29'])('%s is a day', (text) => expect(parseLocalDate(text)).toBe(text));

  it.each([
    '0000-01-01',
    '1899-12-31',
    '2200-01-01',
    '9999-12-31',
    '2025-02-29',
    '2025-06-31',
    '2025-13-01',
    '2025-00-10',
    '2025-6-30',
    '20250630',
    '2025-06-30T00:00:00Z',
    ' 2025-06-30',
    '',
  ])('%j is none', (text) => {
    expect(isLocalDate(text)).toBe(false);
    expect(() => parseLocalDate(text)).toThrow(RangeError);
  });

  it.each([
    ['2025-06-30T15:59:59.999Z', '2025-06-30'],
    ['2025-06-30T16:00:00.000Z', '2025-07-01'],
    ['2025-07-01T00:00:00+08:00', '2025-07-01'],
    ['2024-12-31T23:00:00-08:00', '2025-01-01'],
  ])('at %s is %s in Asia/Shanghai', (instant, date) => expect(localDateAt(parseInstant(instant))).toBe(date));

  it('ends when the next one begins, and both instants fall on their own side', () => {
    fc.assert(
      fc.property(dates, (date) => {
        expect(endOf(date)).toBe(startOf(addDays(date, 1)));
        expect(localDateAt(startOf(date))).toBe(date);
        expect(localDateAt(endOf(date))).toBe(addDays(date, 1));
      }),
    );
  });

  it('counts days forth and back', () => {
    fc.assert(
      fc.property(dates, fc.integer({ min: -2_000, max: 2_000 }), (date, days) => {
        const other = addDays(date, days);
        expect(daysBetween(date, other)).toBe(days);
        expect(addDays(other, -days)).toBe(date);
        expect([other > date, other === date]).toStrictEqual([days > 0, days === 0]);
      }),
    );
  });

  it('knows its year and month', () => {
    expect([yearOf(parseLocalDate('2025-06-30')), monthOf(parseLocalDate('2025-06-30'))]).toStrictEqual([2025, 6]);
  });

  it.each([
    [2025, 2, '2025-02-28'],
    [2024, 2, '2024-02-29'],
    [2025, 12, '2025-12-31'],
    [2025, 6, '2025-06-30'],
  ])('the last day of %i-%i is %s', (year, month, date) => expect(lastDayOf(year, month)).toBe(date));
});

it.each([
  ['2024-12-31', 0],
  ['2025-01-01', 0],
  ['2025-01-31', 1],
  ['2025-02-27', 1],
  ['2025-02-28', 2],
  ['2025-06-30', 6],
  ['2025-12-30', 11],
  ['2025-12-31', 12],
  ['2026-01-01', 12],
])('at the end of %s, %i whole months of 2025 have gone by', (date, months) => {
  expect(elapsedMonths(2025, parseLocalDate(date))).toBe(months);
});
