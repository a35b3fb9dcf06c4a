import { printedOperator, resemblesNumber, withoutSpaceAndWidth } from '@budget/domain/indicators';
import { sameContent } from '../content-fingerprint';
import type { Finding, FindingCode } from '../finding';
import type { IndicatorColumn } from '../form-labels';
import type { ParsedIndicator } from '../parsed-target-document';
import { projectFinding, quoted, type FindingRule } from './finding-rule';

type Remark = {
  readonly code: FindingCode;
  readonly column: IndicatorColumn;
  readonly fact: string;
  readonly also?: readonly IndicatorColumn[];
};
type IndicatorRule = (indicator: ParsedIndicator) => Remark | null;

const onTarget = (code: FindingCode, fact: string, also: readonly IndicatorColumn[] = []): Remark => ({
  code,
  column: 'target',
  fact,
  also,
});

const level1Missing: IndicatorRule = ({ level1 }) =>
  level1 === '' ? { code: 'level1-missing', column: 'level1', fact: '没有一级指标，上方也没有可沿用的；请补上一级指标' } : null;

const level2Missing: IndicatorRule = ({ level2 }) =>
  level2 === '' ? { code: 'level2-missing', column: 'level2', fact: '没有二级指标，无法归类；请补上二级指标' } : null;

const targetMissing: IndicatorRule = ({ target }) =>
  target === '' ? onTarget('target-missing', '没有指标值，无法考核；请补上指标值') : null;

/** 时效指标 measured in money, 成本指标 measured in time. */
const level2Swapped: IndicatorRule = ({ level2, target, parsed: { kind } }) => {
  const isTime = kind === 'DEADLINE_MONTH' || kind.startsWith('DURATION_');
  if (level2 === '时效指标' && kind.startsWith('MONEY_')) {
    return {
      code: 'level2-swapped',
      column: 'level2',
      fact: `放在时效指标下，指标值${quoted(target)}却是金额；请核对是否与成本指标填反`,
      also: ['target'],
    };
  }
  if (level2 === '成本指标' && isTime) {
    return {
      code: 'level2-swapped',
      column: 'level2',
      fact: `放在成本指标下，指标值${quoted(target)}却是时间；请核对是否与时效指标填反`,
      also: ['target'],
    };
  }
  return null;
};

const targetCopiesDescription: IndicatorRule = ({ target, description, parsed }) =>
  parsed.kind === 'QUALITATIVE' && target !== '' && sameContent(target, description)
    ? onTarget('target-copies-description', '的指标值照抄绩效指标描述，无法衡量；请改成可以检查的数值或程度', ['description'])
    : null;

const noOperator: IndicatorRule = ({ target, parsed }) =>
  parsed.kind !== 'QUALITATIVE' && printedOperator(target) === null
    ? onTarget('no-operator', `的指标值${quoted(target)}没有写明“≥”“≤”或“=”，按“=”读取；请单位确认`)
    : null;

const redundantOperator: IndicatorRule = ({ target, parsed }) =>
  parsed.kind !== 'QUALITATIVE' && /^[≥≧⩾≤≦⩽<>].*(?:前|以上|以下|以内)$/.test(withoutSpaceAndWidth(target))
    ? onTarget('redundant-operator', `的指标值${quoted(target)}把比较关系写了两遍；请只保留一种写法`)
    : null;

const rateOver100: IndicatorRule = ({ target, parsed: { unit, operator, value } }) =>
  unit === '%' && operator === '>=' && /^[1-9]\d{2}/.test(value ?? '')
    ? onTarget('rate-over-100', `的指标值${quoted(target)}要求不低于 100% 的比率，按“=100%”理解；请单位确认口径`)
    : null;

/** An interval where a number of times a period was meant ("≤1季度", "1每月"), or a number without a unit ("≥95"). */
const malformedTarget: IndicatorRule = ({ target, parsed: { kind, unit } }) => {
  if (kind === 'FREQUENCY' && !unit?.startsWith('次')) {
    return onTarget('malformed-target', `的指标值${quoted(target)}不是完整的频次；请改成如“4次/年”的写法`);
  }
  return kind === 'QUALITATIVE' && /^[≥≧⩾≤≦⩽<>=]*\d[\d.,]*$/.test(withoutSpaceAndWidth(target))
    ? onTarget('malformed-target', `的指标值${quoted(target)}没有计量单位，无法衡量；请补上单位`)
    : null;
};

const targetNotUnderstood: IndicatorRule = (indicator) =>
  indicator.parsed.kind === 'QUALITATIVE' &&
  indicator.target !== '' &&
  resemblesNumber(indicator.target) &&
  malformedTarget(indicator) === null
    ? onTarget(
        'target-not-understood',
        `的指标值${quoted(indicator.target)}含有数字但不属于可比较的写法，按文字保存；请改成如“≥95%”的写法或人工考核`,
      )
    : null;

/** "≤4次/年" for something that is to be done every quarter: nothing done at all would meet it. */
const wrongDirection: IndicatorRule = ({ level3, description, target, parsed: { kind, operator, unit } }) =>
  kind === 'FREQUENCY' &&
  operator === '<=' &&
  unit?.startsWith('次') &&
  /每个?(?:年|半年|季度?|月|周|日|天)|拨付|发放|支付|开展|举办|召开/.test(`${level3}\n${description}`)
    ? onTarget('wrong-direction', `的指标值${quoted(target)}为“不超过”，一次不做也算达标；请改为“=”或“≥”`, ['description'])
    : null;

const durationAsTimeliness: IndicatorRule = ({ level2, target, parsed: { kind } }) =>
  level2 === '时效指标' && (kind === 'DURATION_EXACT' || kind === 'DURATION_MIN')
    ? onTarget('duration-as-timeliness', `的指标值${quoted(target)}是一段时间的长度，不是完成时限；请补充应在何时完成`)
    : null;

const noStartDate: IndicatorRule = ({ level2, level3, description, target, parsed: { kind } }) =>
  level2 === '时效指标' && kind === 'DURATION_MAX' && !/自|起|之日|签订|开工|收到|受理|接到|后/.test(`${level3}\n${description}`)
    ? onTarget('no-start-date', `的指标值${quoted(target)}没有说明从何时起算，无法判断是否按时；请补充起算日`, ['description'])
    : null;

const MEASURE_WORDS = [
  '人次',
  '个',
  '名',
  '人',
  '位',
  '份',
  '次',
  '家',
  '户',
  '村',
  '项',
  '件',
  '台',
  '套',
  '场',
  '期',
  '册',
  '篇',
  '所',
  '处',
  '座',
  '条',
  '亩',
  '公里',
  '吨',
  '支',
  '队',
  '组',
];
const PERSONS = ['人', '名', '位'];

/** The same number stands in the description with another measure word: "479村" and "479个村级党组织". */
const unitMismatch: IndicatorRule = ({ level3, description, target, parsed: { kind, value, unit } }) => {
  if (!kind.startsWith('COUNT_') || value === null || unit === null) return null;
  const words = withoutSpaceAndWidth(`${level3}|${description}`);
  for (let at = words.indexOf(value); at >= 0; at = words.indexOf(value, at + value.length)) {
    if (/[\d.]/.test(words.charAt(at - 1))) continue;
    const after = words.slice(at + value.length);
    const measure = MEASURE_WORDS.find((word) => after.startsWith(word));
    const isSame = measure === undefined || unit.startsWith(measure) || (PERSONS.includes(measure) && PERSONS.includes(unit));
    if (!isSame)
      return onTarget('unit-mismatch', `的指标值${quoted(target)}与描述中的“${value}${measure}”计量单位不同；请统一单位`, ['description']);
  }
  return null;
};

const RULES: readonly IndicatorRule[] = [
  ...[level1Missing, level2Missing, level2Swapped, targetMissing, targetNotUnderstood, malformedTarget, wrongDirection, noOperator],
  ...[redundantOperator, rateOver100, targetCopiesDescription, durationAsTimeliness, noStartDate, unitMismatch],
];

/** What each indicator's own cells give away. */
export const targetRule: FindingRule = (project) =>
  project.indicators.flatMap((indicator, index): readonly Finding[] =>
    RULES.flatMap((rule) => {
      const remark = rule(indicator);
      if (!remark) return [];
      const path = (column: IndicatorColumn): string => `indicators[${index}].${column}`;
      const message = `第 ${index + 1} 项绩效指标${quoted(indicator.level3)}${remark.fact}。`;
      return [projectFinding(project, remark.code, path(remark.column), message, [remark.column, ...(remark.also ?? [])].map(path))];
    }),
  );
