import { epochOf, instantOfEpoch, isInstant, parseInstant } from './instant';

describe('an instant', () => {
  it.each([
    ['2025-07-01T09:00:00+08:00', '2025-07-01T01:00:00.000Z'],
    ['2025-07-01T01:00:00Z', '2025-07-01T01:00:00.000Z'],
    ['2025-07-01t01:00:00.123456z', '2025-07-01T01:00:00.123Z'],
  ])('%s is kept as %s', (text, kept) => expect(parseInstant(text)).toBe(kept));

  it.each([
    '0000-01-01T00:00:00+14:00',
    '9999-12-31T23:59:59-14:00',
    '2025-02-30T00:00:00Z',
    '2025-07-01',
    '2025-07-01T09:00:00',
    '2025-07-01 09:00:00Z',
    '2025-13-01T00:00:00Z',
    '1751331600000',
    '',
  ])('%j is none', (text) => {
    expect(isInstant(text)).toBe(false);
    expect(() => parseInstant(text)).toThrow(RangeError);
  });

  it('goes to milliseconds and back', () => {
    const instant = parseInstant('2025-07-01T09:00:00.250+08:00');
    expect(instantOfEpoch(epochOf(instant))).toBe(instant);
    expect(epochOf(instant)).toBe(1_751_331_600_250);
  });
});
