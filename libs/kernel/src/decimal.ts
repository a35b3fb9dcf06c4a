import { Decimal as GlobalDecimal } from 'decimal.js';

// A private constructor copy: another library calling Decimal.set() must not change our arithmetic.
export const Decimal = GlobalDecimal.clone({ precision: 60, rounding: GlobalDecimal.ROUND_HALF_UP });
export type DecimalValue = GlobalDecimal;

/** "half-up" for display; "down" (towards zero) where a figure must not look better than it is. */
export type Rounding = 'half-up' | 'down';
export const ROUNDING_MODES = { 'half-up': GlobalDecimal.ROUND_HALF_UP, down: GlobalDecimal.ROUND_DOWN } as const;

/** Rounded before it is printed, so that a small negative value prints as "0.00" and never as "-0.00". */
export const printed = (value: DecimalValue, places: number, rounding: Rounding = 'half-up'): string =>
  value.toDecimalPlaces(places, ROUNDING_MODES[rounding]).toFixed(places);
