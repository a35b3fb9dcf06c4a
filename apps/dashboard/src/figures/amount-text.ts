import { Money } from '@budget/kernel';

/** In which unit amounts are shown; the screens of this field use 万元. */
export type AmountUnit = 'wan' | 'yuan';

/** "5133.69" → "5,133.69". */
export const grouped = (text: string): string => text.replace(/\B(?=(\d{3})+(?!\d))(?<!\.\d*)/g, ',');

/** 万元 with two decimals and thousands separators, from 元 as the contract writes it. */
export const wanText = (amount: string): string => grouped(Money.parse(amount).toWanText());

/** 元 with two decimals and thousands separators. */
export const yuanText = (amount: string): string => grouped(Money.parse(amount).toText());

export const amountText = (amount: string, unit: AmountUnit): string => (unit === 'wan' ? wanText(amount) : yuanText(amount));

/** For drawing only: a length in a chart, never an amount that is shown or added up. */
export const drawnWan = (amount: string): number => Number(Money.parse(amount).toWanText());
