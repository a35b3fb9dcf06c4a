import type { ParsedTarget, TargetKind } from './target';

/** How reports of a year become one figure: added up, the latest level, or the project's net payments. */
export type Aggregation = 'adds-up' | 'latest' | 'money';

export const DEFAULT_AGGREGATION: Readonly<Record<TargetKind, Aggregation>> = {
  RATE_MIN: 'latest',
  RATE_EXACT: 'latest',
  COUNT_MIN: 'latest',
  COUNT_EXACT: 'latest',
  MONEY_MAX_TOTAL: 'money',
  MONEY_MAX_UNIT: 'latest',
  MONEY_EXACT_UNIT: 'latest',
  DEADLINE_MONTH: 'latest',
  DURATION_EXACT: 'latest',
  DURATION_MAX: 'latest',
  DURATION_MIN: 'latest',
  FREQUENCY: 'adds-up',
  QUALITATIVE: 'latest',
};

/** Units that count events or pieces of work: each report adds to the last. A head count is a level. */
export const UNITS_THAT_ADD_UP: readonly string[] = [
  ...['人次', '万人次', '次', '场', '场次', '班次', '期', '份', '册', '本', '篇', '条', '件', '批', '批次', '课时', '人天'],
];

/** The aggregation an indicator has until somebody declares another. */
export function defaultAggregation(target: Pick<ParsedTarget, 'kind' | 'unit'>): Aggregation {
  const counts = target.kind === 'COUNT_MIN' || target.kind === 'COUNT_EXACT';
  if (counts && target.unit !== null && UNITS_THAT_ADD_UP.includes(target.unit)) return 'adds-up';
  return DEFAULT_AGGREGATION[target.kind];
}
