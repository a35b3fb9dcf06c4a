import { wordsIn } from '../words/words';
import { personText } from './person-text';

const names = new Map([
  ['zhang', '张三'],
  ['admin', 'admin'],
]);
const said = (account: string, language: 'zh-CN' | 'en' = 'zh-CN') => personText(account, names, wordsIn(language).people);

describe('Who did something', () => {
  it('is called by name, with the account beside it', () => {
    expect([said('zhang'), said('zhang', 'en')]).toEqual(['张三（zhang）', '张三 (zhang)']);
  });

  it('is said once where name and account are one', () => {
    expect(said('admin')).toBe('admin');
  });

  it('is the account where it is no more, or its name has not come yet', () => {
    expect(said('gone')).toBe('gone');
  });

  it('is a word where it is a part of the system', () => {
    expect(['system:alerting', 'system:simulation', 'system:elsewhere'].map((account) => said(account))).toEqual([
      '系统（自动判定与预警）',
      '模拟数据',
      'system:elsewhere',
    ]);
    expect(said('system:alerting', 'en')).toBe('System (judging and alerting)');
  });
});
