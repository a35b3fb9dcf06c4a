import { withoutSpaceAndWidth } from '@budget/domain/indicators';
import { Money, Percent, type AmountText, type PercentText } from '@budget/kernel';

const NUMBER = /^(-?(?:\d{1,3}(?:,\d{3})+|0|[1-9]\d*)(?:\.\d+)?)(亿元|万元|元|%)?$/;

export type MoneyUnit = '万元' | '元';

/** The unit of a table's amounts, null when it is another than 万元 or 元. */
export function moneyUnitOf(printed: string): MoneyUnit | null {
  if (printed === '万元' || printed === '人民币万元') return '万元';
  return printed === '元' || printed === '人民币元' ? '元' : null;
}

/** A printed amount in 元: plain, grouped or full-width; a unit behind it outranks the table's. Null when it is no exact amount. */
export function readAmount(printed: string, tableUnit: MoneyUnit): AmountText | null {
  const [, grouped, ownUnit = tableUnit] = numberIn(printed) ?? [];
  if (grouped === undefined) return null;
  const digits = grouped.replaceAll(',', '');
  try {
    if (ownUnit === '万元') return Money.parseWan(digits).toText();
    return ownUnit === '元' ? Money.parse(withTwoDecimals(digits)).toText() : null;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** A printed percentage, "66%" or "66"; null when it is none, negative or finer than two decimals. */
export function readPercent(printed: string): PercentText | null {
  const [, digits, unit = '%'] = numberIn(printed) ?? [];
  return digits !== undefined && unit === '%' && /^\d{1,6}(?:\.\d{1,2})?$/.test(digits) ? Percent.parse(digits).toText() : null;
}

function numberIn(printed: string): RegExpExecArray | null {
  if (printed.length > 60) return null;
  return NUMBER.exec(withoutSpaceAndWidth(printed));
}

const withTwoDecimals = (digits: string): string => {
  const [whole = '', fraction = ''] = digits.split('.');
  return `${whole}.${fraction.padEnd(2, '0')}`;
};
