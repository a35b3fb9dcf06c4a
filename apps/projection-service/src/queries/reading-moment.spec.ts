import { parseInstant, parseLocalDate } from '@budget/kernel';
import { isJudgeable, lastClosedDay, readingMoment } from './reading-moment';

const NOW = parseInstant('2025-11-04T09:00:00+08:00');
const at = (query: { asOf?: string; knownAt?: string }) => readingMoment(query, NOW);
const day = parseLocalDate;

describe('the moment of a read', () => {
  it.each([
    [{}, '2025-11-04', null],
    [{ asOf: '2025-06-30' }, '2025-06-30', null],
    [{ knownAt: '2025-07-02T10:00:00+08:00' }, '2025-11-04', '2025-07-02T02:00:00.000Z'],
    [{ asOf: '2025-03-31', knownAt: '2025-07-02T10:00:00+08:00' }, '2025-03-31', '2025-07-02T02:00:00.000Z'],
    [{ knownAt: '2026-01-01T00:00:00+08:00' }, '2025-11-04', '2025-12-31T16:00:00.000Z'],
  ])('%j is as of %s, known at %s', (query, asOf, knownAt) => {
    expect(at(query)).toEqual({ asOf, knownAt, now: NOW, today: '2025-11-04' });
  });

  it('judges a milestone whose day is over and that the reader looks at, whatever was known when', () => {
    const judged = (query: { asOf?: string; knownAt?: string }): boolean[] =>
      ['2025-06-30', '2025-10-31', '2025-11-04', '2025-12-31'].map((date) => isJudgeable(day(date), at(query)));
    expect(judged({})).toEqual([true, true, false, false]);
    expect(judged({ knownAt: '2025-05-20T09:00:00+08:00' })).toEqual([true, true, false, false]);
    expect(judged({ asOf: '2025-06-30' })).toEqual([true, false, false, false]);
    expect(judged({ asOf: '2025-12-31' })).toEqual([true, true, false, false]);
  });

  it.each([
    [{}, '2025-11-03'],
    [{ knownAt: '2025-05-20T09:00:00+08:00' }, '2025-11-03'],
    [{ asOf: '2025-06-30' }, '2025-06-30'],
    [{ asOf: '2025-12-31' }, '2025-11-03'],
  ])('%j sees the cut-offs up to the end of %s', (query, closed) => {
    expect(lastClosedDay(at(query))).toBe(closed);
  });
});
