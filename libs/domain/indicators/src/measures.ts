import { isUnitCost } from './unit-cost';
import type { ParsedTarget, TargetContext, TargetKind, TargetOperator } from './target';

type Reading = Omit<ParsedTarget, 'raw'>;
export type PrintedNumber = { readonly operator: TargetOperator | null; readonly value: string; readonly unit: string };

/** null: the unit belongs to another measure; "none": it belongs here, but the form has no kind for this comparison. */
type Measure = (number: PrintedNumber, context: TargetContext) => Reading | 'none' | null;

const reading = (kind: TargetKind, operator: TargetOperator, { value, unit }: PrintedNumber): Reading => ({ kind, operator, value, unit });
const isWhole = (value: string): boolean => !value.includes('.');

const rate: Measure = (number) => {
  if (number.unit !== '%') return null;
  const operator = number.operator ?? '=';
  if (operator === '<=') return 'none';
  // A share cannot exceed 100 %: "at least 100" is "all".
  return reading(operator === '=' || /^100(?:\.0+)?$/.test(number.value) ? 'RATE_EXACT' : 'RATE_MIN', operator, number);
};

const money: Measure = (number, context) => {
  if (!/^(?:百|千|万|十万|百万|千万|亿)?元(?:\/[\p{Script=Han}A-Za-z·/]{1,10})?$/u.test(number.unit)) return null;
  const operator = number.operator ?? '=';
  const perUnit = number.unit.includes('/') || isUnitCost(context);
  if (operator === '<=') return reading(perUnit ? 'MONEY_MAX_UNIT' : 'MONEY_MAX_TOTAL', operator, number);
  return operator === '=' && perUnit ? reading('MONEY_EXACT_UNIT', operator, number) : 'none';
};

const frequency: Measure = (number) => {
  const { unit } = number;
  if (!/^次\/每?(?:年|半年|季度?|月|周|日|天)$|^次每(?:年|季度?|月|周|日|天)$|^每(?:年|季度?|月|周|日|天)$|^季度$/.test(unit)) return null;
  return isWhole(number.value) ? reading('FREQUENCY', number.operator ?? '=', number) : 'none';
};

const deadline: Measure = (number) => {
  const month = /^月(?:份)?(?:([底末])(?:之?前|以前)?)?$/.exec(number.unit);
  if (!month) return null;
  const stated = number.operator ?? (number.unit.endsWith('前') ? '<=' : '=');
  if (!/^(?:[1-9]|1[0-2])$/.test(number.value) || stated === '>=') return 'none';
  return reading('DEADLINE_MONTH', stated, { ...number, unit: '月' });
};

const duration: Measure = (number) => {
  const unit = /^((?:年|个月|周|个?星期|天|日|个?工作日|个?小时|分钟))(内)?$/.exec(number.unit);
  if (!unit) return null;
  if (unit[2] && number.operator === '>=') return 'none';
  const operator = number.operator ?? (unit[2] ? '<=' : '=');
  const kinds = { '>=': 'DURATION_MIN', '<=': 'DURATION_MAX', '=': 'DURATION_EXACT' } as const;
  return reading(kinds[operator], operator, { ...number, unit: unit[1] ?? '' });
};

const count: Measure = (number) => {
  if (!/^[\p{Script=Han}A-Za-z]{1,5}(?:\/[\p{Script=Han}A-Za-z]{1,4})?$/u.test(number.unit)) return null;
  if (/[的以及和前后内外约达第率月年]|^[万亿千百十]$/.test(number.unit)) return 'none';
  const operator = number.operator ?? '=';
  if (operator === '<=') return 'none';
  return reading(operator === '=' ? 'COUNT_EXACT' : 'COUNT_MIN', operator, number);
};

/** In this order: a unit that several could read belongs to the first. */
export const MEASURES: readonly Measure[] = [rate, money, frequency, deadline, duration, count];
