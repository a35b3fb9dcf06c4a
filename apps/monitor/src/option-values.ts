import { isLocalDate, Money, parseLocalDate, type AmountText, type LocalDate } from '@budget/kernel';
import { InvalidArgumentError } from 'commander';

/** An option's value as a day. */
export function dayOf(text: string): LocalDate {
  if (isLocalDate(text)) return parseLocalDate(text);
  throw new InvalidArgumentError('应为真实存在的日期，写作 YYYY-MM-DD / expected a real day written YYYY-MM-DD');
}

/** An option's value as 元 with two decimals. */
export function amountOf(text: string): AmountText {
  if (Money.isAmount(text)) return text;
  throw new InvalidArgumentError('应为元、两位小数，如 30000.00，不带千分位 / expected yuan with two decimals such as 30000.00');
}

/** An option's value as one of some words. */
export const oneOf =
  <Word extends string>(...words: readonly Word[]) =>
  (text: string): Word => {
    const word = words.find((known) => known === text);
    if (word !== undefined) return word;
    throw new InvalidArgumentError(`应为 ${words.join('、')} 之一 / expected one of ${words.join(', ')}`);
  };
