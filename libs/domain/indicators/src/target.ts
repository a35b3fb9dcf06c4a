/**
 * The forms a published 指标值 takes. MIN, MAX and EXACT name the direction; TOTAL is the whole cost of the project, UNIT the
 * cost of one (village, team, person). QUALITATIVE is every text without a number that can be compared.
 */
export const TARGET_KINDS = [
  'RATE_MIN',
  'RATE_EXACT',
  'COUNT_MIN',
  'COUNT_EXACT',
  'MONEY_MAX_TOTAL',
  'MONEY_MAX_UNIT',
  'MONEY_EXACT_UNIT',
  'DEADLINE_MONTH',
  'DURATION_EXACT',
  'DURATION_MAX',
  'DURATION_MIN',
  'FREQUENCY',
  'QUALITATIVE',
] as const;
export type TargetKind = (typeof TARGET_KINDS)[number];

export type TargetOperator = '>=' | '<=' | '=';

/** A published target with what could be read from it. `value` is decimal text in the printed `unit`; `raw` is never corrected. */
export type ParsedTarget = {
  readonly raw: string;
  readonly kind: TargetKind;
  readonly operator: TargetOperator | null;
  readonly value: string | null;
  readonly unit: string | null;
};

/** The cells beside the target: only they tell 8万元 a team from 8万元 in all. */
export type TargetContext = { readonly level3: string; readonly description: string };
