import fc from 'fast-check';
import { weixian2025 } from '../../../../tests/fixtures/weixian-2025.fixture';
import { parseTarget } from './parse-target';
import { resemblesNumber } from './resembles-number';

const short = (raw: string, level3 = '') => {
  const { kind, operator, value, unit } = parseTarget(raw, { level3, description: '' });
  return [kind, operator, value, unit];
};

describe('the 154 targets of a published document', () => {
  const indicators = weixian2025.truth.flatMap((project) => project.indicators);

  it('are read as careful readers read them', () => {
    const read = indicators.map((indicator) => parseTarget(indicator.target, indicator));
    expect(read).toStrictEqual(weixian2025.targets.map(({ raw, kind, op, value, unit }) => ({ raw, kind, operator: op, value, unit })));
  });

  it('fall into the thirteen kinds', () => {
    const counts = new Map<string, number>();
    for (const indicator of indicators) {
      const { kind } = parseTarget(indicator.target, indicator);
      counts.set(kind, (counts.get(kind) ?? 0) + 1);
    }
    expect(Object.fromEntries(counts)).toStrictEqual({
      RATE_MIN: 37,
      RATE_EXACT: 9,
      COUNT_MIN: 8,
      COUNT_EXACT: 14,
      MONEY_MAX_TOTAL: 17,
      MONEY_MAX_UNIT: 4,
      MONEY_EXACT_UNIT: 1,
      DEADLINE_MONTH: 10,
      DURATION_EXACT: 4,
      DURATION_MAX: 1,
      DURATION_MIN: 1,
      FREQUENCY: 5,
      QUALITATIVE: 43,
    });
  });

  it('read the same with spaces, line breaks and full-width forms', () => {
    const wide = (text: string) => text.replace(/[!-~]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0));
    for (const indicator of indicators) {
      const plain = parseTarget(indicator.target, indicator);
      if (plain.kind === 'QUALITATIVE') continue;
      const spread = [...wide(indicator.target)].join('\n 　');
      expect(parseTarget(spread, indicator)).toStrictEqual({ ...plain, raw: spread, unit: plain.unit });
    }
  });
});

describe('a target', () => {
  it.each([
    ['≧95%', ['RATE_MIN', '>=', '95', '%']],
    ['>=95%', ['RATE_MIN', '>=', '95', '%']],
    ['＞=95％', ['RATE_MIN', '>=', '95', '%']],
    ['>═95%', ['RATE_MIN', '>=', '95', '%']],
    ['═100%', ['RATE_EXACT', '=', '100', '%']],
    ['≥95\n%', ['RATE_MIN', '>=', '95', '%']],
    ['98%以上', ['RATE_MIN', '>=', '98', '%']],
    ['≥98%以上', ['RATE_MIN', '>=', '98', '%']],
    ['不低于97.5%', ['RATE_MIN', '>=', '97.5', '%']],
    ['≥100%', ['RATE_EXACT', '>=', '100', '%']],
    ['不少于1,500人次', ['COUNT_MIN', '>=', '1500', '人次']],
    ['２８人', ['COUNT_EXACT', '=', '28', '人']],
    ['≥2万人次', ['COUNT_MIN', '>=', '2', '万人次']],
    ['≥90分', ['COUNT_MIN', '>=', '90', '分']],
    ['≦3万元', ['MONEY_MAX_TOTAL', '<=', '3', '万元']],
    ['3万元以内', ['MONEY_MAX_TOTAL', '<=', '3', '万元']],
    ['不超过200元/人', ['MONEY_MAX_UNIT', '<=', '200', '元/人']],
    ['5万元/年', ['MONEY_EXACT_UNIT', '=', '5', '万元/年']],
    ['≤12月底前', ['DEADLINE_MONTH', '<=', '12', '月']],
    ['12月底前', ['DEADLINE_MONTH', '<=', '12', '月']],
    ['6月', ['DEADLINE_MONTH', '=', '6', '月']],
    ['3年', ['DURATION_EXACT', '=', '3', '年']],
    ['10个工作日内', ['DURATION_MAX', '<=', '10', '个工作日']],
    ['≥6个月', ['DURATION_MIN', '>=', '6', '个月']],
    ['4次/年', ['FREQUENCY', '=', '4', '次/年']],
    ['每季度一次', ['FREQUENCY', '=', '1', '次/季度']],
    ['≥每年两次', ['FREQUENCY', '>=', '2', '次/年']],
    ['1每月', ['FREQUENCY', '=', '1', '每月']],
  ])('%j is read', (raw, expected) => {
    expect(short(raw)).toStrictEqual(expected);
  });

  it.each([
    ['有力保障'],
    [''],
    ['≥95'],
    ['≤5%'],
    ['>95%'],
    ['90%-95%'],
    ['约50万元'],
    ['28.17万'],
    ['≥05个'],
    ['≥95%以下'],
    ['≤13月'],
    ['12月前'],
    ['≤1.5次/年'],
    ['2025年底'],
    ['≤3人'],
    ['5万元'],
    ['9'.repeat(50)],
  ])('%j stays text', (raw) => {
    expect(parseTarget(raw)).toStrictEqual({ raw, kind: 'QUALITATIVE', operator: null, value: null, unit: null });
  });

  it('says when text looks like a number that could not be read', () => {
    expect(['≥95', '≤5%', '约50万元', '≥95%以下', '完成率≥90'].map(resemblesNumber)).toStrictEqual([true, true, true, true, true]);
    expect(['有力保障', '', '提高积极性'].map(resemblesNumber)).toStrictEqual([false, false, false]);
  });

  it('costs one of many only when the cells beside it say so', () => {
    expect(short('≤8万元', '每村经费')).toStrictEqual(['MONEY_MAX_UNIT', '<=', '8', '万元']);
    expect(short('≤8万元', '每年经费')).toStrictEqual(['MONEY_MAX_TOTAL', '<=', '8', '万元']);
    expect(short('≤8万元', '按每人200元计算的补贴总额')).toStrictEqual(['MONEY_MAX_TOTAL', '<=', '8', '万元']);
    expect(short('8万元', '人均补助')).toStrictEqual(['MONEY_EXACT_UNIT', '=', '8', '万元']);
  });

  it('keeps any text whatever and never fails', () => {
    const pieces = fc.constantFrom(
      '≥',
      '≤',
      '>',
      '=',
      '以上',
      '以内',
      '9',
      '5',
      '.',
      ',',
      '%',
      '万元',
      '/',
      '年',
      '月',
      '底前',
      '次',
      '每',
      '个',
      ' ',
      '\n',
      '约',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(pieces).map((parts) => parts.join('')),
        ),
        (raw) => {
          const target = parseTarget(raw);
          expect(target.raw).toBe(raw);
          expect(target.kind === 'QUALITATIVE').toBe(target.value === null);
          if (target.value !== null) expect(target.value).toMatch(/^(0|[1-9]\d*)(\.\d+)?$/);
        },
      ),
    );
  });
});
