import { grouped } from './amount-text';
import type { Language } from '../words/words';

/** The terms of a recorded formula; longer ones first where one holds another. */
const ENGLISH: readonly (readonly [zh: string, en: string])[] = [
  ['实际净支出', 'net spent'],
  ['计划应支出', 'planned'],
  ['预算现额', 'current budget'],
  ['，已回到预警线', ', back above the alert line'],
  ['以上但低于销号线', 'but below the line of resolution'],
  ['，不低于销号线', ', not below the line of resolution'],
  ['，低于红灯线', ', below the red line'],
  ['，低于预警线', ', below the alert line'],
];

/** The formula of an alert as recorded, its amounts grouped in thousands, in the language of the reader. */
export function formulaText(formula: string, language: Language): string {
  const text = formula.replace(/\d{4,}\.\d{2}(?!\d)/g, grouped);
  return language === 'en' ? ENGLISH.reduce((said, [zh, en]) => said.replaceAll(zh, en), text) : text;
}
