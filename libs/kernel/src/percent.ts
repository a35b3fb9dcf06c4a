import type { Brand } from './brand';
import { Decimal, printed, ROUNDING_MODES, type DecimalValue, type Rounding } from './decimal';
import type { Money } from './money';

/** A percentage or a number of percentage points with two decimals, e.g. "66.00". */
export type PercentText = Brand<string, 'PercentText'>;

/** An exact percentage. 66 % is `Percent.parse("66.00")`; ratios are compared through Money.reaches, never by dividing. */
export class Percent {
  static readonly zero = new Percent(new Decimal(0));
  static readonly hundred = new Percent(new Decimal(100));

  private constructor(private readonly value: DecimalValue) {}

  /** Reads "66", "66.5" or "66.00", at most two decimals. Throws RangeError on anything else. */
  static parse(text: string): Percent {
    if (!/^-?(0|[1-9]\d{0,5})(\.\d{1,2})?$/.test(text)) throw new RangeError(`Not a percentage: "${text}"`);
    return new Percent(new Decimal(text));
  }

  /** part ÷ whole × 100, two decimals, for display; null when the whole is zero. "down" never shows 80.00 for 79.999. */
  static of(part: Money, whole: Money, rounding: Rounding = 'half-up'): Percent | null {
    const ratio = part.ratioTo(whole, 30);
    return ratio === null ? null : new Percent(new Decimal(ratio).times(100).toDecimalPlaces(2, ROUNDING_MODES[rounding]));
  }

  /** `part` of `whole` things (months, projects), two decimals half-up. */
  static ofCount(part: number, whole: number): Percent {
    return new Percent(new Decimal(part).times(100).dividedBy(whole).toDecimalPlaces(2));
  }

  minus(other: Percent): Percent {
    return new Percent(this.value.minus(other.value));
  }

  exceeds(other: Percent): boolean {
    return this.value.greaterThan(other.value);
  }

  isZero(): boolean {
    return this.value.isZero();
  }

  toText(): PercentText {
    return this.value.toFixed(2) as PercentText;
  }

  /** One decimal, half-up: for screens and papers only. */
  toOneDecimalText(): string {
    return printed(this.value, 1);
  }
}
