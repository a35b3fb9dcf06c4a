import { formulaText } from './formula-text';

const division = (spent: string, ratio: string) =>
  `实际净支出 ÷ 计划应支出 = ${spent} ÷ (预算现额 3154000.00 × 66.00%) = ${spent} ÷ 2081640.00 = ${ratio}`;

describe('The formula of an alert', () => {
  it('groups amounts in thousands and leaves percentages and the ratio alone', () => {
    expect(formulaText(`${division('0.00', '0.0000')}，低于红灯线 60.00%`, 'zh-CN')).toBe(
      '实际净支出 ÷ 计划应支出 = 0.00 ÷ (预算现额 3,154,000.00 × 66.00%) = 0.00 ÷ 2,081,640.00 = 0.0000，低于红灯线 60.00%',
    );
  });

  it.each([
    ['，低于红灯线 60.00%', ', below the red line 60.00%'],
    ['，低于预警线 80.00%', ', below the alert line 80.00%'],
    ['，已回到预警线 80.00% 以上但低于销号线 90.00%', ', back above the alert line 80.00% but below the line of resolution 90.00%'],
    ['，不低于销号线 90.00%', ', not below the line of resolution 90.00%'],
  ])('says %s in English', (zh, en) => {
    expect(formulaText(`${division('1665312.00', '0.8000')}${zh}`, 'en')).toBe(
      `net spent ÷ planned = 1,665,312.00 ÷ (current budget 3,154,000.00 × 66.00%) = 1,665,312.00 ÷ 2,081,640.00 = 0.8000${en}`,
    );
  });
});
