import fc from 'fast-check';
import { Money } from './money';
import { Percent } from './percent';

const fen = (limit: bigint) => fc.bigInt({ min: -limit, max: limit });
const textOf = (amount: bigint): string => {
  const digits = (amount < 0n ? -amount : amount).toString().padStart(3, '0');
  return `${amount < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
};
const money = (amount: bigint): Money => Money.parse(textOf(amount));
const LARGEST = 10n ** 19n;

describe('reading an amount in yuan', () => {
  it.each(['0.00', '0.01', '-0.01', '30000.00', '999999999999999999.99', '-999999999999999999.99'])(
    'reads %s and writes it back',
    (text) => {
      expect(Money.isAmount(text)).toBe(true);
      expect(Money.parse(text).toText()).toBe(text);
    },
  );

  it.each([
    '',
    '1',
    '1.0',
    '1.000',
    '01.00',
    '.50',
    '+1.00',
    '-0.00',
    '1e3',
    '1,000.00',
    ' 1.00',
    '1.00\n',
    '１.00',
    'NaN',
    '1000000000000000000000000000000.00',
  ])('refuses %j', (text) => {
    expect(Money.isAmount(text)).toBe(false);
    expect(() => Money.parse(text)).toThrow(RangeError);
  });
});

describe('reading 万元 of a document', () => {
  it.each([
    ['3', '30000.00'],
    ['35.91', '359100.00'],
    ['0.000001', '0.01'],
    ['-2.5', '-25000.00'],
    ['99999999999999.999999', '999999999999999999.99'],
  ])('%s 万元 is %s 元', (wan, yuan) => expect(Money.parseWan(wan).toText()).toBe(yuan));

  it.each(['', '3.0000001', '03', '3,000', '3 万元', '1e2', '.5'])('refuses %j', (text) => {
    expect(() => Money.parseWan(text)).toThrow(RangeError);
  });
});

describe('laws of money', () => {
  it('adds, subtracts, negates and compares like whole fen', () => {
    fc.assert(
      fc.property(fen(LARGEST), fen(LARGEST), (a, b) => {
        expect(money(a).plus(money(b)).toText()).toBe(textOf(a + b));
        expect(money(a).minus(money(b)).toText()).toBe(textOf(a - b));
        expect(money(a).negated().toText()).toBe(textOf(-a));
        expect([money(a).exceeds(money(b)), money(a).equals(money(b))]).toStrictEqual([a > b, a === b]);
        expect([money(a).isPositive(), money(a).isNegative(), money(a).isZero()]).toStrictEqual([a > 0n, a < 0n, a === 0n]);
      }),
    );
  });

  it('sums in any order to the same', () => {
    fc.assert(
      fc.property(fc.array(fen(LARGEST)), (amounts) => {
        const total = textOf(amounts.reduce((sum, amount) => sum + amount, 0n));
        expect(Money.sum(amounts.map(money)).toText()).toBe(total);
        expect(Money.sum([...amounts].reverse().map(money)).toText()).toBe(total);
      }),
    );
  });

  it('never changes an amount in place', () => {
    const amount = money(100n);
    amount.plus(money(1n)).minus(money(7n)).negated();
    amount.portion(Percent.parse('33.33'));
    expect(amount.toText()).toBe('1.00');
  });

  it('never writes a negative zero', () => {
    expect(Money.zero.negated().toText()).toBe('0.00');
    expect(Money.parse('-1.00').plus(Money.parse('1.00')).toText()).toBe('0.00');
    expect(Money.parse('-0.01').portion(Percent.parse('1.00')).toText()).toBe('0.00');
    expect(Money.parse('-0.01').toWanText()).toBe('0.00');
    expect(Money.parse('-0.01').ratioTo(Money.parse('1000.00'), 2)).toBe('0.00');
  });
});

describe('a share of money', () => {
  const percents = fc.bigInt({ min: 0n, max: 20_000n });
  const percent = (hundredths: bigint): Percent => Percent.parse(textOf(hundredths));
  const amounts = fc.bigInt({ min: 0n, max: LARGEST });

  it('reaches a percent exactly when amount × 100 ≥ whole × percent', () => {
    fc.assert(
      fc.property(amounts, percents, amounts, (amount, hundredths, whole) => {
        expect(money(amount).reaches(percent(hundredths), money(whole))).toBe(amount * 10_000n >= whole * hundredths);
      }),
    );
  });

  it('is rounded to the fen, half-up', () => {
    fc.assert(
      fc.property(amounts, percents, (whole, hundredths) => {
        expect(money(whole).portion(percent(hundredths)).toText()).toBe(textOf((whole * hundredths + 5_000n) / 10_000n));
      }),
    );
  });

  it('as a ratio rounds half-up, or down when told', () => {
    fc.assert(
      fc.property(amounts, amounts, (part, whole) => {
        fc.pre(whole > 0n);
        const tenThousandths = (scaled: bigint) => `${scaled / 10_000n}.${(scaled % 10_000n).toString().padStart(4, '0')}`;
        expect(money(part).ratioTo(money(whole), 4)).toBe(tenThousandths((part * 20_000n + whole) / (2n * whole)));
        expect(money(part).ratioTo(money(whole), 4, 'down')).toBe(tenThousandths((part * 10_000n) / whole));
      }),
    );
  });

  it('of nothing is null', () => {
    expect(Money.zero.ratioTo(Money.zero, 4)).toBeNull();
    expect(Percent.of(Money.parse('1.00'), Money.zero)).toBeNull();
  });

  it('one fen short of the largest amount is not rounded up to all of it', () => {
    const [all, short] = [money(LARGEST), money(LARGEST - 1n)];
    expect([short.ratioTo(all, 4, 'down'), short.ratioTo(all, 4)]).toStrictEqual(['0.9999', '1.0000']);
    expect(Percent.of(short, all, 'down')?.toText()).toBe('99.99');
  });

  it.each([
    ['30000.00', '3.00'],
    ['49.99', '0.00'],
    ['50.00', '0.01'],
    ['-50.00', '-0.01'],
    ['51336900.00', '5133.69'],
  ])('%s 元 prints as %s 万元', (yuan, wan) => expect(Money.parse(yuan).toWanText()).toBe(wan));
});
