import { weixian2025 } from '../../../../tests/fixtures/weixian-2025.fixture';
import { readTargetDocument } from '../read-target-document';

const firstProject = weixian2025.text.split('\n').slice(25, 121).join('\n');

/** The findings of the first published project after one passage was replaced, as "code field". */
function findingsAfter(from: string, to: string): readonly string[] {
  expect(firstProject).toContain(from);
  const result = readTargetDocument(new TextEncoder().encode(firstProject.replace(from, to)), 'a.txt');
  return result.ok
    ? result.value.projects.flatMap(({ findings }) => findings.map(({ code, field }) => `${code} ${field}`))
    : ['unreadable'];
}
const documentFindingsOf = (text: string): readonly string[] => {
  const result = readTargetDocument(new TextEncoder().encode(text), 'a.txt');
  return result.ok ? result.value.findings.map(({ code, field }) => `${code} ${field}`) : ['unreadable'];
};

describe('the first published project', () => {
  it('has no fault that a program can find', () => {
    expect(findingsAfter('\t66%', '\t66%')).toStrictEqual([]);
  });

  it.each([
    ['a wrong check character', '13043425P00000110076T', '13043425P00000110067T', ['project-code-check projectCode']],
    ['a title of another project', '费绩效目标表', '费用绩效目标表', ['title-differs name']],
    ['no unit of money', '\t单位：万元\n', '', ['money-unit-missing budget']],
    ['a plan that stops short', '\t66%\n\t100%', '\t66%\n\t99%', ['plan-not-100 plan']],
    ['an empty plan', '\t66%\n\t100%', '\t \n\t ', ['plan-empty plan']],
    [
      'no plan',
      firstProject.slice(firstProject.indexOf('\t资金支出计划'), firstProject.indexOf('\t绩效目标\n')),
      '',
      ['plan-missing plan'],
    ],
    ['no indicators', firstProject.slice(firstProject.indexOf('\t一级指标')), '', ['indicators-missing indicators']],
    [
      'no 一级指标 above',
      '\t产出指标\n\t数量指标',
      '\t\n\t数量指标',
      [0, 1, 2, 3].map((index) => `level1-missing indicators[${index}].level1`),
    ],
    ['no 二级指标', '\t数量指标', '\t ', ['level2-missing indicators[0].level2']],
    ['no target', '\t≥94个', '\t ', ['target-missing indicators[0].target']],
    ['a number without a unit', '\t≥94个', '\t≥94', ['malformed-target indicators[0].target']],
    ['a number among words', '\t≥94个', '\t约94个', ['target-not-understood indicators[0].target']],
    ['a comparison said twice', '\t≥95%', '\t≥95%以上', ['redundant-operator indicators[3].target']],
    ['more work than money', '\t≤3万元', '\t≤2.5万元', ['cost-ne-budget indicators[2].target']],
    ['one cell too many', '\t≥94个', '\t≥94个\n\t又一格', ['indicator-row-incomplete indicators']],
    ['a list numbered with half brackets', '\t≥94个', '\t1）快；2）好', ['target-not-understood indicators[0].target']],
    ['an old year', '，有效提高工作效率\n\n\t资金', '，2023年拟完成\n\n\t资金', ['stale-text purpose']],
    ['a larger need', '，有效提高工作效率\n\n\t资金', '，年需经费约3.01万元\n\n\t资金', ['funding-shortfall purpose']],
  ])('with %s is remarked on', (_, from, to, expected) => {
    expect(findingsAfter(from, to)).toStrictEqual(expected);
  });
});

describe('the document', () => {
  it.each([
    ['a project of another region', '13043425P000001100757', '13043525P000001100757', 'region-differs region'],
    ['one unit with two names', '203002魏县党建办\n', '203002魏县党建办公室\n', 'unit-name-differs units'],
  ])('with %s is remarked on', (_, from, to, expected) => {
    expect(documentFindingsOf(weixian2025.text)).not.toContain(expected);
    expect(documentFindingsOf(weixian2025.text.replace(from, to))).toContain(expected);
  });
});
