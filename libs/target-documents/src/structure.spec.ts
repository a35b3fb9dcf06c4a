import { weixian2025 } from '../../../tests/fixtures/weixian-2025.fixture';
import { readTargetDocument } from './read-target-document';
import type { ParsedTargetDocument } from './parsed-target-document';

const read = (text: string, fiscalYear?: number): ParsedTargetDocument => {
  const result = readTargetDocument(new TextEncoder().encode(text), 'a.txt', fiscalYear === undefined ? {} : { fiscalYear });
  if (!result.ok) throw new Error(result.failure.detail);
  return result.value;
};
const lines = weixian2025.text.split('\n');
/** The first project alone, with one passage replaced. */
const one = (from: string, to: string): string => {
  const text = lines.slice(25, 121).join('\n');
  if (!text.includes(from)) throw new Error(`no ${from}`);
  return text.replace(from, to);
};
const errorsOf = (document: ParsedTargetDocument): readonly string[] =>
  document.projects.flatMap(({ findings }) =>
    findings
      .filter(({ severity }) => severity === 'error')
      .map(({ code, field, evidence }) => `${code} ${field} ${evidence.map(({ place }) => place).join(',')}`),
  );

describe('a fault of structure', () => {
  it('is not in the published first project', () => {
    expect(errorsOf(read(one('', '')))).toStrictEqual([]);
  });

  it.each([
    ['no code', '\t13043425P00000110076T', '\t ', ['project-code-missing projectCode 第 6 行']],
    ['a code that is none', '\t13043425P00000110076T', '\t魏县-1', ['project-code-malformed projectCode 第 6 行']],
    ['no name', '\t2025年工资信息化电子内网维护费', '\t ', ['project-name-missing name 第 8 行']],
    ['no unit', '\t203001中国共产党魏县委员会组织部本级\n', '', ['unit-missing unit 第 1 行']],
    ['no budget', '\t预算数\n\t3.00', '\t预算数\n\t ', ['budget-missing budget.total 第 12 行']],
    ['no budget cell', '\t预算数\n\t3.00', '\t预算数', ['budget-missing budget.total 第 1 行']],
    ['words for a budget', '\t预算数\n\t3.00', '\t预算数\n\t约3', ['budget-not-a-number budget.total 第 12 行']],
    ['parts of a 分', '\t预算数\n\t3.00', '\t预算数\n\t3.0000001', ['budget-not-a-number budget.total 第 12 行']],
    ['a negative budget', '\t预算数\n\t3.00', '\t预算数\n\t-3.00', ['budget-negative budget.total 第 12 行']],
    [
      'parts that are not the whole',
      '\t预算数\n\t3.00',
      '\t预算数\n\t3.01',
      ['budget-sum-differs budget.total 第 12 行,第 14 行,第 16 行'],
    ],
    ['money of an unknown unit', '单位：万元', '单位：万美元', ['money-unit-unknown budget 第 3 行']],
    ['a falling plan', '\t66%\n\t100%', '\t66%\n\t65%', ['plan-not-monotone plan[3].percent 第 30 行,第 31 行']],
    ['a plan above 100', '\t66%\n\t100%', '\t66%\n\t100.01%', ['plan-above-100 plan[3].percent 第 31 行']],
    ['words in a plan', '\t66%', '\t待定', ['plan-not-a-number plan[2].percent 第 30 行']],
    ['a negative plan', '\t66%', '\t-66%', ['plan-not-a-number plan[2].percent 第 30 行']],
    ['a plan cell too few', '\t66%\n\t100%', '\t66%', ['plan-unreadable plan[3].percent 第 25 行']],
    ['a month twice', '\t10月底', '\t12月底', ['plan-unreadable plan[3].percent 第 31 行']],
  ])('%s keeps the project out', (_, from, to, expected) => {
    expect(errorsOf(read(one(from, to)))).toStrictEqual(expected);
  });

  it('is a code that stands twice, for both projects', () => {
    const document = read(weixian2025.text.replace('13043425P000001100757', '13043425P00000110076T'));
    expect(errorsOf(document)).toStrictEqual(Array(2).fill('duplicate-project-code projectCode 第 31 行,第 127 行'));
  });

  it('concerns one project and leaves the others alone', () => {
    const document = read(weixian2025.text.replace('\t预算数\n\t5.00', '\t预算数\n\t五万'));
    expect(document.projects.map(({ findings }) => findings.some(({ severity }) => severity === 'error'))).toStrictEqual(
      Array.from({ length: 22 }, (__, index) => index === 1),
    );
  });
});

describe('a cell that is written otherwise', () => {
  it.each([
    ['a grouped budget', '2,395.00', '23950000.00'],
    ['a full-width budget', '３．００', '30000.00'],
    ['a budget with its own unit', '30000元', '30000.00'],
    ['a whole number', '3', '30000.00'],
  ])('%s is read', (_, printed, amount) => {
    const document = read(one('\t预算数\n\t3.00\n\t其中：财政    资金\n\t3.00', `\t预算数\n\t${printed}\n\t财政资金：\n\t${printed}`));
    expect([document.projects[0]?.budget, errorsOf(document)]).toStrictEqual([{ fiscal: amount, other: null, total: amount }, []]);
  });

  it('reads a table in 元', () => {
    expect(read(one('单位：万元', '单位：元')).projects[0]?.budget.total).toBe('3.00');
  });

  it('reads a percentage without its sign, in full width or with decimals', () => {
    const plan = read(one('\t \n\t \n\t66%\n\t100%', '\t0\n\t３３％\n\t66.5%\n\t100')).projects[0]?.plan;
    expect(plan?.map(({ percent }) => percent)).toStrictEqual(['0.00', '33.00', '66.50', '100.00']);
  });

  it('reads the months of the plan from their headings', () => {
    const plan = read(
      one('\t3月底\n\t6月底\n\t10月底\n\t12月底', '\t12月底\n\t9月底\n\t6月底\n\t3月底').replace('\t66%\n\t100%', '\t66%\n\t50%'),
    );
    expect(plan.projects[0]?.plan.map(({ date, percent }) => [date, percent])).toStrictEqual([
      ['2025-03-31', '50.00'],
      ['2025-06-30', '66.00'],
      ['2025-09-30', null],
      ['2025-12-31', null],
    ]);
  });

  it('keeps several objectives apart, numbered in one cell or in several', () => {
    const objectives = (cell: string) => read(one('\t1.全县工资系统信息化平台正常运行，有效提高工作效率', cell)).projects[0]?.objectives;
    expect(objectives('\t1.运行正常\n继续\n2、2025年提高效率\n3.5万元以内\n')).toStrictEqual(['运行正常继续', '2025年提高效率3.5万元以内']);
    expect(objectives('\t1.运行正常\n\t2．提高效率')).toStrictEqual(['运行正常', '提高效率']);
    expect(objectives('\t运行正常')).toStrictEqual(['运行正常']);
  });

  it('takes the year of the person who imports before that of the document, and says so', () => {
    const document = read(weixian2025.text, 2026);
    expect([document.fiscalYear, document.projects[0]?.plan[3]?.date, document.findings[0]?.code]).toStrictEqual([
      2026,
      '2026-12-31',
      'fiscal-year-differs',
    ]);
  });

  it('knows no year when nothing names one', () => {
    const document = read(one('', '').replaceAll('2025年', '').replace('13043425P00000110076T', 'A1'));
    expect([document.fiscalYear, document.projects[0]?.plan[0]?.date, document.findings[0]?.code]).toStrictEqual([
      null,
      null,
      'fiscal-year-unknown',
    ]);
  });
});

describe('what does not fit the form', () => {
  it('is listed with its line and why', () => {
    const stray = one('\t项目编码', '\t不知何处来的一格\n\n\t项目编码')
      .replace('\t≥94个\n', '')
      .replace('\t有效提高\n', '\t有效提高\n\t多余\n');
    const document = read(`${stray}\n这里是表外的一段话。`);
    expect(document.notUnderstood.map(({ place, text }) => [place.line, text])).toStrictEqual([
      [5, '不知何处来的一格'],
      [47, '产出指标\n数量指标\n工资系统数\n全县工资系统使用单位数\n关于统筹推进全市公务员工资管理信息化和电子政务内网的通知'],
      [
        82,
        '可持续影响指标\n提高工作效率，实现资源共享\n实现市县乡三级数据信息整合共享和分析应用\n有效提高\n多余\n关于统筹推进全市公务员工资管理信息化和电子政务内网的通知',
      ],
      [99, '这里是表外的一段话。'],
    ]);
  });

  it('does not let rows under a lost one slip into the group above', () => {
    const document = read(one('\t社会效益指标\n', ''));
    expect(document.projects[0]?.indicators.map(({ level1, level2 }) => `${level1}/${level2}`)).toStrictEqual([
      ...['产出指标/数量指标', '产出指标/时效指标', '产出指标/成本指标', '产出指标/质量指标'],
      ...['效益指标/可持续影响指标', '满意度指标/服务对象满意度指标'],
    ]);
  });
});
