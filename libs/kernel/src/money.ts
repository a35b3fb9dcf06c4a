import type { Brand } from './brand';
import { Decimal, printed, type DecimalValue, type Rounding } from './decimal';
import type { Percent } from './percent';

/** 元 with exactly two decimals, e.g. "30000.00". The only form money takes outside this file. */
export type AmountText = Brand<string, 'AmountText'>;

// Wider than any single amount that is accepted, so that sums of accepted amounts can be read back.
const AMOUNT = /^-?(0|[1-9]\d{0,29})\.\d{2}$/;
const WAN_AMOUNT = /^-?(0|[1-9]\d{0,13})(\.\d{1,6})?$/;

/** An exact amount of money in 元. Immutable; never a binary floating-point number on the way in or out. */
export class Money {
  static readonly zero = new Money(new Decimal(0));

  private constructor(private readonly value: DecimalValue) {}

  static isAmount(text: string): text is AmountText {
    return AMOUNT.test(text) && text !== '-0.00';
  }

  /** Reads 元 with two decimals. Throws RangeError on anything else, also on "-0.00" and thousands separators. */
  static parse(text: string): Money {
    if (!Money.isAmount(text)) throw new RangeError(`Not an amount in yuan with two decimals: "${text}"`);
    return new Money(new Decimal(text));
  }

  /** Reads 万元 as documents print it ("3.00", "35.91"); 1 万元 = 10,000 元. Throws RangeError when it holds parts of a 分. */
  static parseWan(text: string): Money {
    if (!WAN_AMOUNT.test(text)) throw new RangeError(`Not an amount in ten thousand yuan: "${text}"`);
    const yuan = new Decimal(text).times(10_000);
    if (yuan.decimalPlaces() > 2) throw new RangeError(`Finer than one fen: "${text}" ten thousand yuan`);
    return new Money(yuan);
  }

  static sum(amounts: Iterable<Money>): Money {
    let total = Money.zero;
    for (const amount of amounts) total = total.plus(amount);
    return total;
  }

  plus(other: Money): Money {
    return new Money(this.value.plus(other.value));
  }

  minus(other: Money): Money {
    return new Money(this.value.minus(other.value));
  }

  negated(): Money {
    return this.isZero() ? this : new Money(this.value.negated());
  }

  equals(other: Money): boolean {
    return this.value.equals(other.value);
  }

  exceeds(other: Money): boolean {
    return this.value.greaterThan(other.value);
  }

  isPositive(): boolean {
    return this.value.greaterThan(0);
  }

  isNegative(): boolean {
    return this.value.lessThan(0);
  }

  isZero(): boolean {
    return this.value.isZero();
  }

  /** True when this is at least `percent` of `whole`; compared without dividing, so never rounded. */
  reaches(percent: Percent, whole: Money): boolean {
    return this.value.times(100).greaterThanOrEqualTo(whole.value.times(percent.toText()));
  }

  /** `percent` of this amount, to the 分, half-up: for display and for the planned amount that is shown. */
  portion(percent: Percent): Money {
    return new Money(this.value.times(percent.toText()).dividedBy(100).toDecimalPlaces(2));
  }

  /**
   * This ÷ whole as a plain decimal text with `places` decimals; null when the whole is zero. Half-up unless told "down",
   * which never shows more than there is: 1 分 short of the whole is 0.9999 and not 1.0000.
   */
  ratioTo(whole: Money, places: number, rounding: Rounding = 'half-up'): string | null {
    return whole.isZero() ? null : printed(this.value.dividedBy(whole.value), places, rounding);
  }

  toText(): AmountText {
    return this.value.toFixed(2) as AmountText;
  }

  /** 万元 with two decimals, half-up: for screens and papers only. */
  toWanText(): string {
    return printed(this.value.dividedBy(10_000), 2);
  }
}
