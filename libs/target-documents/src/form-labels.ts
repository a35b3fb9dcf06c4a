import { cellText } from './cell-text';

/** What a printed label of the form stands for; sections hold the cells that follow them, fields the very next one. */
export type FormLabel =
  | { readonly kind: 'field'; readonly field: 'projectCode' | 'name' | 'budget.total' | 'budget.fiscal' | 'budget.other' | 'purpose' }
  | { readonly kind: 'section'; readonly section: 'budget' | 'plan' | 'objectives' }
  | { readonly kind: 'indicators' };

const field = (name: Extract<FormLabel, { kind: 'field' }>['field']): FormLabel => ({ kind: 'field', field: name });
const section = (name: Extract<FormLabel, { kind: 'section' }>['section']): FormLabel => ({ kind: 'section', section: name });

const LABELS: ReadonlyMap<string, FormLabel> = new Map([
  ['项目编码', field('projectCode')],
  ['项目代码', field('projectCode')],
  ['项目名称', field('name')],
  ['预算规模及资金用途', section('budget')],
  ['预算数', field('budget.total')],
  ['财政资金', field('budget.fiscal')],
  ['其他资金', field('budget.other')],
  ['资金用途', field('purpose')],
  ['资金支出计划', section('plan')],
  ['绩效目标', section('objectives')],
  ['一级指标', { kind: 'indicators' }],
]);

export type IndicatorColumn = 'level1' | 'level2' | 'level3' | 'description' | 'target' | 'basis';

const COLUMNS: ReadonlyMap<string, IndicatorColumn> = new Map([
  ['一级指标', 'level1'],
  ['二级指标', 'level2'],
  ['三级指标', 'level3'],
  ['绩效指标描述', 'description'],
  ['指标描述', 'description'],
  ['指标值', 'target'],
  ['绩效指标值', 'target'],
  ['年度指标值', 'target'],
  ['指标值确定依据', 'basis'],
]);

const LONGEST_LABEL = 40;

/** The label in a cell, or undefined; blanks inside it, 其中：, a unit in brackets and a colon at the end do not matter. */
export const labelIn = (text: string): FormLabel | undefined => LABELS.get(bareLabel(text));
export const columnIn = (text: string): IndicatorColumn | undefined => COLUMNS.get(bareLabel(text));

function bareLabel(text: string): string {
  if (text.length > LONGEST_LABEL) return '';
  return text
    .replace(/\s/g, '')
    .replace(/^其中[:：]?/, '')
    .replace(/[:：]$/, '')
    .replace(/[(（][^()（）]*[)）]$/, '');
}

/** "203001中国共产党魏县委员会组织部本级": 单位编码 and its name. */
export function unitIn(text: string): { readonly code: string; readonly name: string } | null {
  if (text.length > 200) return null;
  const [, code, name] = /^(\d{3}|\d{6,20})\s*([^\s\d年月日.．、%％][^\n]*)$/.exec(cellText(text)) ?? [];
  return code !== undefined && name !== undefined ? { code, name } : null;
}

/** "单位：万元": the unit of money of the table, as printed. */
export const moneyUnitIn = (text: string): string | null =>
  text.length > LONGEST_LABEL ? null : (/^(?:金额)?单位[:：](.*)$/.exec(text.replace(/\s/g, ''))?.[1] ?? null);

/** "3月底" → 3. */
export function milestoneMonthIn(text: string): number | null {
  const [, digits] = text.length > LONGEST_LABEL ? [] : (/^(\d{1,2})月(?:份)?[底末]?$/.exec(text.replace(/\s/g, '')) ?? []);
  const month = Number(digits);
  return month >= 1 && month <= 12 ? month : null;
}
