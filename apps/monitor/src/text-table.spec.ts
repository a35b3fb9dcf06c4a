import { textTable, widthOf } from './text-table';
import { wan } from './wan';

describe('a table on a terminal', () => {
  it('counts a Chinese character as two columns', () => {
    expect(['项目', 'abc', '（模拟）', '①'].map(widthOf)).toEqual([4, 3, 8, 1]);
  });

  it('aligns words to the left and amounts to the right', () => {
    const columns = [{ title: '单位' }, { title: '预算数', align: 'right' as const }];
    expect(
      textTable(columns, [
        ['组织部', '196.00'],
        ['A', '4,937.69'],
      ]).split('\n'),
    ).toEqual(['单位      预算数', '组织部    196.00', 'A       4,937.69']);
  });

  it('prints 元 as 万元 with two decimals', () => {
    expect(['51336900.00', '30000.00', '0.00', '-12345678901.23'].map(wan)).toEqual(['5,133.69', '3.00', '0.00', '-1,234,567.89']);
  });
});
