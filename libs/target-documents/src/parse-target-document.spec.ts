import { parseTargetDocument } from './parse-target-document';
import type { DocumentModel, Row } from './table-model';

const row = (...texts: readonly string[]): Row =>
  texts.map((text, index) => ({ text, place: { sheet: '表1', cell: `${'ABCDEFG'.charAt(index)}1` } }));

describe('a table model of another reader', () => {
  const model: DocumentModel = {
    markup: [],
    blocks: [
      { kind: 'paragraph', text: '2026年某县部门预算绩效文本', place: { page: 1 } },
      {
        kind: 'table',
        rows: [
          row('101001某单位', '单位：元'),
          row('项目名称', '某项目', '项目编码', '99000126A1'),
          row('预算规模及资金用途', '预算数', '30,000.00', '其中：财政资金', '20,000.00', '其他资金', '10,000.00'),
          row('', '买设备'),
          row('资金支出计划（%）', '6月底', '12月底'),
          row('', '40', '100'),
          row('绩效目标', '1.买到'),
          row('', '2.用好'),
          row('一级指标', '指标值', '三级指标', '二级指标'),
          row('产出指标', '≥3台', '设备数', '数量指标'),
          row('', '12月底前', '完成时限', '时效指标'),
        ],
      },
    ],
  };

  it('is read by the same rules: labels and headings, whatever their order', () => {
    const result = parseTargetDocument(model);
    const [project] = result.ok ? result.value.projects : [];
    expect(
      project && { ...project, findings: project.findings.map(({ code }) => code), published: project.published['budget.total'] },
    ).toStrictEqual({
      projectCode: '99000126A1',
      codeCheck: 'unchecked',
      name: '某项目',
      unit: { code: '101001', name: '某单位' },
      budget: { fiscal: '20000.00', other: '10000.00', total: '30000.00' },
      purpose: '买设备',
      objectives: ['买到', '用好'],
      plan: [
        { month: 6, date: '2026-06-30', label: '6月底', percent: '40.00' },
        { month: 12, date: '2026-12-31', label: '12月底', percent: '100.00' },
      ],
      indicators: [
        {
          ...{ level1: '产出指标', level2: '数量指标', level3: '设备数', description: '', target: '≥3台', basis: '' },
          parsed: { raw: '≥3台', kind: 'COUNT_MIN', operator: '>=', value: '3', unit: '台' },
          place: { sheet: '表1', cell: 'A1' },
        },
        {
          ...{ level1: '产出指标', level2: '时效指标', level3: '完成时限', description: '', target: '12月底前', basis: '' },
          parsed: { raw: '12月底前', kind: 'DEADLINE_MONTH', operator: '<=', value: '12', unit: '月' },
          place: { sheet: '表1', cell: 'A1' },
        },
      ],
      findings: [],
      published: { text: '30,000.00', place: { sheet: '表1', cell: 'C1' } },
    });
  });

  it('knows the year from the cover and leaves nothing over', () => {
    const result = parseTargetDocument(model);
    expect(result.ok && [result.value.fiscalYear, result.value.region, result.value.notUnderstood]).toStrictEqual([2026, '990001', []]);
  });
});
