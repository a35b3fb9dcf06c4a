import { Money } from '@budget/kernel';
import type { ParsedTarget } from './target';

const ZEROS: ReadonlyMap<string, number> = new Map(
  Object.entries({ 元: 0, 百元: 2, 千元: 3, 万元: 4, 十万元: 5, 百万元: 6, 千万元: 7, 亿元: 8 }),
);

/** The amount a money target names ("28.17" 万元 → 281700.00 元); null for other kinds, odd units or parts of a 分. */
export function targetAmount(target: Pick<ParsedTarget, 'value' | 'unit'>): Money | null {
  const zeros = ZEROS.get(target.unit?.split('/')[0] ?? '');
  if (zeros === undefined || target.value === null) return null;

  const [whole = '', fraction = ''] = target.value.split('.');
  const shifted = fraction.padEnd(zeros + 2, '0');
  const parts = shifted.slice(zeros + 2);
  if (!/^0*$/.test(parts)) return null;
  const yuan = `${whole}${shifted.slice(0, zeros)}`.replace(/^0+(?=\d)/, '');
  const text = `${yuan}.${shifted.slice(zeros, zeros + 2)}`;
  return Money.isAmount(text) ? Money.parse(text) : null;
}
