import { en } from '../words/en';
import { zh } from '../words/zh';
import { fieldName } from './field-name';

const named = {
  indicators: ['会议次数', '', '报销及时率', '体检人数'].map((level3) => ({ level3, description: '开展活动' })),
  plan: { milestones: [{ label: '3月底' }, { label: '6月底' }] },
};

describe('The name of a place in a document', () => {
  it.each([
    ['indicators[3].target', '指标 4「体检人数」的指标值'],
    ['indicators[1].level3', '指标 2「开展活动」的三级指标名称'],
    ['indicators[2]', '指标 3「报销及时率」'],
    ['plan[1].percent', '支出计划“6月底”'],
    ['plan[7].percent', '支出计划第 8 格'],
    ['objectives[0]', '绩效目标 1'],
    ['budget.other', '其他资金'],
    ['unit.name', '单位名称'],
    ['somethingElse[2]', 'somethingElse[2]'],
  ])('%s is said as %s', (path, name) => {
    expect(fieldName(path, zh, named)).toBe(name);
  });

  it('counts where the names are not known', () => {
    expect(fieldName('indicators[3].target', zh)).toBe('第 4 个指标的指标值');
  });

  it('is said in English too', () => {
    expect([fieldName('indicators[3].target', en, named), fieldName('plan[0].percent', en, named)]).toEqual([
      'indicator 4 “体检人数”, target',
      'plan at “End of Mar”',
    ]);
  });
});
