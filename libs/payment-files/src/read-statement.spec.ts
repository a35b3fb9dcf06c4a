import { readStatement } from './read-statement';

const read = (...lines: readonly string[]) =>
  readStatement({ bytes: Buffer.from(['单位编码,月份,金额', ...lines].join('\n'), 'utf8'), fileName: '对账.csv' });

describe('a statement of the treasury', () => {
  it('tells net spending by unit and month, in the ways a month is written', async () => {
    const { lines, errors } = await read('203001,2025-06,"1,234.50"', '203001,2025年7月,-10.00', '203002,202508,0');
    expect(errors).toEqual([]);
    expect(lines.map(({ unitCode, month, amount }) => [unitCode, month, amount])).toEqual([
      ['203001', '2025-06', '1234.50'],
      ['203001', '2025-07', '-10.00'],
      ['203002', '2025-08', '0.00'],
    ]);
  });

  it.each([
    ['203001,2025-13,1.00', '月份 not-a-month'],
    ['203001,六月,1.00', '月份 not-a-month'],
    ['单位一,2025-06,1.00', '单位编码 invalid-value'],
    ['203001,2025-06,1.005', '金额 too-many-decimals'],
    ['203001,2025-06,1万元', '金额 unit-mismatch'],
    ['203001,2025-06,5²', '金额 not-an-amount'],
    ['203001,2025-06,1,234.50', 'null cell-count'],
  ])('refuses %s', async (line, error) => {
    expect((await read(line)).errors.map(({ row, column, code }) => `${row} ${column} ${code}`)).toEqual([`2 ${error}`]);
  });

  it('refuses a month that stands twice, a file in 万元, one without rows and one of other columns', async () => {
    expect((await read('203001,2025-06,1.00', '203001,2025/6,2.00')).errors.map(({ row, code }) => [row, code])).toEqual([[3, 'twice']]);
    const inTenThousand = Buffer.from('单位：万元,,\n单位编码,月份,金额\n203001,2025-06,1.00');
    await expect(readStatement({ bytes: inTenThousand, fileName: 'a.csv' })).rejects.toMatchObject({ code: 'unit-mismatch' });
    await expect(read()).rejects.toMatchObject({ code: 'empty-file' });
    await expect(readStatement({ bytes: Buffer.from('a,b\n1,2'), fileName: 'a.csv' })).rejects.toMatchObject({ code: 'unknown-columns' });
  });
});
