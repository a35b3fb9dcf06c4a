import { Percent } from '@budget/kernel';

/** "66.6 %" as screens print it; "—" when there is nothing to divide by. */
export const percentText = (percent: string | null): string => (percent === null ? '—' : `${Percent.parse(percent).toOneDecimalText()}%`);

/** A ratio such as "0.7900" as a percentage of the plan. */
export function ratioText(ratio: string | null): string {
  if (ratio === null) return '—';
  const [whole = '0', decimals = ''] = ratio.split('.');
  const digits = `${whole}${decimals.padEnd(4, '0')}`;
  return percentText(`${digits.slice(0, -2).replace(/^(-?)0+(?=\d)/, '$1')}.${digits.slice(-2)}`);
}

/** For drawing only: the length of a bar, between 0 and 100. */
export const drawnPercent = (percent: string | null): number => Math.max(0, Math.min(100, Number(percent ?? '0')));
