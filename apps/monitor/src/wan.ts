import { Money } from '@budget/kernel';

/** 元 as 万元 with two decimals and thousands separators, as tables print it: "5,133.69". */
export function wan(amount: string): string {
  const [whole = '', fraction = ''] = Money.parse(amount).toWanText().split('.');
  return `${whole.replace(/\B(?=(\d{3})+$)/g, ',')}.${fraction}`;
}
