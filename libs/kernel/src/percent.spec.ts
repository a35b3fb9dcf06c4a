import fc from 'fast-check';
import { Money } from './money';
import { Percent } from './percent';

describe('reading a percentage', () => {
  it.each([
    ['66', '66.00'],
    ['66.5', '66.50'],
    ['66.05', '66.05'],
    ['0', '0.00'],
    ['-34.00', '-34.00'],
    ['-0', '0.00'],
    ['999999.99', '999999.99'],
  ])('%s is written %s', (read, written) => expect(Percent.parse(read).toText()).toBe(written));

  it.each(['', '66%', '66.', '.5', '066', '66.555', '1e2', ' 66', '1000000'])('refuses %j', (text) => {
    expect(() => Percent.parse(text)).toThrow(RangeError);
  });
});

describe('a percentage', () => {
  it.each([
    ['1.00', '3.00', '33.33', '33.33'],
    ['2.00', '3.00', '66.67', '66.66'],
    ['79.999', '100.000', '80.00', '79.99'],
    ['100.000', '100.000', '100.00', '100.00'],
  ])('of %s in %s is %s half-up and %s rounded down', (part, whole, halfUp, down) => {
    const [a, b] = [Money.parseWan(part), Money.parseWan(whole)];
    expect([Percent.of(a, b)?.toText(), Percent.of(a, b, 'down')?.toText()]).toStrictEqual([halfUp, down]);
  });

  it.each([
    [0, 12, '0.00'],
    [1, 12, '8.33'],
    [5, 12, '41.67'],
    [12, 12, '100.00'],
  ])('of %i in %i is %s', (part, whole, text) => expect(Percent.ofCount(part, whole).toText()).toBe(text));

  it('subtracts and compares exactly', () => {
    const hundredths = fc.integer({ min: -9_999_999, max: 9_999_999 });
    const text = (value: number): string =>
      `${value < 0 ? '-' : ''}${Math.trunc(Math.abs(value) / 100)}.${String(Math.abs(value) % 100).padStart(2, '0')}`;
    fc.assert(
      fc.property(hundredths, hundredths, (a, b) => {
        const [one, other] = [Percent.parse(text(a)), Percent.parse(text(b))];
        expect(one.minus(other).toText()).toBe(text(a - b));
        expect([one.exceeds(other), one.isZero()]).toStrictEqual([a > b, a === 0]);
      }),
    );
  });

  it.each([
    ['66.66', '66.7'],
    ['66.64', '66.6'],
    ['-0.04', '0.0'],
    ['-34.05', '-34.1'],
  ])('%s prints as %s with one decimal', (text, printed) => expect(Percent.parse(text).toOneDecimalText()).toBe(printed));

  it('knows none and all', () => {
    expect([Percent.zero.toText(), Percent.hundred.toText()]).toStrictEqual(['0.00', '100.00']);
  });
});
