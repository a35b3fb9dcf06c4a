import type { ParsedTarget } from './target';

const PER_YEAR: ReadonlyMap<string, number> = new Map(Object.entries({ 年: 1, 半年: 2, 季: 4, 季度: 4, 月: 12, 周: 52, 日: 365, 天: 365 }));

/** How often a year a FREQUENCY target asks for: "4次/年" 4, "1每月" 12, "1季度" (once every quarter) 4; null for every other kind. */
export function occurrencesPerYear(target: Pick<ParsedTarget, 'kind' | 'value' | 'unit'>): number | null {
  if (target.kind !== 'FREQUENCY' || target.value === null || target.unit === null) return null;
  const periods = PER_YEAR.get(target.unit.replace(/^次?[/每]*/, ''));
  if (periods === undefined || target.value === '0') return null;
  const isInterval = target.unit === '季度';
  return isInterval ? periods / Number(target.value) : periods * Number(target.value);
}
