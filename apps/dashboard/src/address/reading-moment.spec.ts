import { isNow, momentOf, unreadMoments } from './reading-moment';

const moment = (query: string) => momentOf(new URLSearchParams(query));

describe('The moment of an address', () => {
  it('is now when nothing is asked for', () => {
    expect(moment('')).toEqual({});
    expect(isNow(moment('fiscalYear=2025'))).toBe(true);
  });

  it('reads year, day and instant', () => {
    expect(moment('fiscalYear=2025&asOf=2025-06-30&knownAt=2025-07-01T09:00:00%2B08:00')).toEqual({
      fiscalYear: 2025,
      asOf: '2025-06-30',
      knownAt: '2025-07-01T09:00:00+08:00',
    });
  });

  it('mends a plus sign that was typed into the address', () => {
    expect(moment('knownAt=2025-07-01T09:00:00+08:00')).toMatchObject({ knownAt: '2025-07-01T09:00:00+08:00' });
  });

  it('is that of the day in Shanghai when only what was known is asked for', () => {
    expect(moment('knownAt=2025-06-30T20:00:00Z')).toEqual({ asOf: '2025-07-01', knownAt: '2025-06-30T20:00:00Z' });
    expect(moment('knownAt=2025-06-30T15:59:59Z')).toEqual({ asOf: '2025-06-30', knownAt: '2025-06-30T15:59:59Z' });
    expect(moment('knownAt=2025-06-30T20:00:00Z&asOf=2025-11-04')).toMatchObject({ asOf: '2025-11-04' });
    expect(isNow(moment('knownAt=2025-06-30T20:00:00Z'))).toBe(false);
  });

  it('leaves out what makes no sense', () => {
    expect(moment('fiscalYear=last&asOf=2025-02-30&knownAt=noon')).toEqual({});
    expect(moment('fiscalYear=1999')).toEqual({});
  });

  it('says what it could not read, by name and value', () => {
    const unread = (query: string) => unreadMoments(new URLSearchParams(query)).map(({ param, value }) => `${param}=${value}`);
    expect(unread('asOf=2025-02-30&knownAt=noon')).toEqual(['asOf=2025-02-30', 'knownAt=noon']);
    expect(unread('asOf=2025-02-28&knownAt=2025-07-01T09:00:00+08:00')).toEqual([]);
    expect(unread('asOf=&fiscalYear=2025')).toEqual([]);
  });
});
