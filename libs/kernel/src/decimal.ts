import { Decimal as GlobalDecimal } from 'decimal.js';

// A private constructor copy: another library calling Decimal.set() must not change our arithmetic.
export const Decimal = GlobalDecimal.clone({ precision: 60, rounding: GlobalDecimal.ROUND_HALF_UP });
export type DecimalValue = GlobalDecimal;
