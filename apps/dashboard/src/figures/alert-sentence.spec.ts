import { wordsIn } from '../words/words';
import { caughtUpSentence, lagSentence, type Told } from './alert-sentence';

const told: Told = {
  severity: 'red',
  project: '2025年老干部特需经费',
  milestone: '2025-06-30',
  inputs: {
    asOf: '2025-07-01',
    actualAmount: '11800.00',
    plannedAmount: '20000.00',
    plannedPercent: '50.00',
    budget: '40000.00',
  },
};

describe('The sentence of an alert', () => {
  it('says what is recorded, with amounts grouped as everywhere on screen', () => {
    expect(lagSentence(told, wordsIn('zh-CN'))).toBe(
      '红灯：项目「2025年老干部特需经费」在考核点2025-06-30应累计支出预算现额40,000.00元（4.00万元）的50.00%，即20,000.00元（2.00万元）；' +
        '截至2025-07-01实际净支出11,800.00元（1.18万元），为计划的59.00%，比计划少8,200.00元（0.82万元）。',
    );
  });

  it('is told in English to those who read English', () => {
    expect(lagSentence({ ...told, severity: 'yellow' }, wordsIn('en'))).toBe(
      'Yellow: by checkpoint 2025-06-30, project “2025年老干部特需经费” should have spent 50.00% of its current budget of 40,000.00 yuan, ' +
        'that is 20,000.00 yuan; as of 2025-07-01 its net spending is 11,800.00 yuan, 59.00% of the plan: 8,200.00 yuan short.',
    );
  });

  it('says of a resolution that the money has caught up', () => {
    const paid = { ...told, inputs: { ...told.inputs, actualAmount: '18000.00' } };
    expect(caughtUpSentence(paid, wordsIn('zh-CN'))).toMatch(
      /^销号：项目.*实际净支出18,000\.00元（1\.80万元），为计划的90\.00%，已达到销号线。$/,
    );
    expect(caughtUpSentence(paid, wordsIn('en'))).toMatch(/^Resolved: .*18,000\.00 yuan, 90\.00% of the plan, and has reached the line/);
  });
});
