import { CODE, HEADER, read, refusal, utf8, valueOf } from './testing/read.fixture';

describe('the header of a treasury file', () => {
  it('takes columns in any order, below a title, and tells which it leaves aside', async () => {
    const text = `某县国库支付明细\n支付日期,序号,金额,支付凭证号,项目编码\n20250630,1,5.00,ZF-1,${CODE}`;
    const { header, rows } = await read(utf8(text));
    expect([header.ignored, rows[0]?.row, valueOf(rows)?.paidOn]).toEqual([['序号'], 3, '2025-06-30']);
  });

  it('takes other names by a mapping', async () => {
    const text = `编码,凭证,支付金额,日期\n${CODE},ZF-1,5.00,2025-06-30`;
    const mapping = { 项目编码: '编码', 支付凭证号: '凭证', 金额: '支付金额', 支付日期: '日期' };
    const { header, rows } = await read(utf8(text), '支付.csv', mapping);
    expect([header.columns.金额, valueOf(rows)?.amount]).toEqual(['支付金额', '5.00']);
    expect(await refusal(utf8(text))).toBe('unknown-columns');
    expect(await refusal(utf8(text), '支付.csv', { 编码: '项目编码' })).toBe('unknown-columns');
  });

  it.each([
    ['a title', `国库支付,,,单位：万元\n${HEADER.join(',')}`, {}],
    ['a title in full width', `（单位：　千元）,,,\n${HEADER.join(',')}`, {}],
    ['the header of the amount', '项目编码,支付凭证号,金额(万元),支付日期', {}],
    ['a mapped header', '项目编码,支付凭证号,支付金额（千元）,支付日期', { 金额: '支付金额（千元）' }],
  ])('refuses another unit than 元 in %s', async (_, head, mapping) => {
    expect(await refusal(utf8(`${head}\n${CODE},ZF-1,1.50,2025-06-30`), '支付.csv', mapping)).toBe('unit-mismatch');
  });

  it.each(['重庆市万州区国库支付明细,,,单位：元', '万荣县支付明细,,,'])('takes %s for no unit', async (title) => {
    expect(await refusal(utf8(`${title}\n${HEADER.join(',')}\n${CODE},ZF-1,1.50,2025-06-30`))).toBe('read');
  });

  it('is found below a title that repeats a word of it', async () => {
    const { rows } = await read(utf8(`金额,金额,,\n${HEADER.join(',')}\n${CODE},ZF-1,1.50,2025-06-30`));
    expect(rows[0]?.row).toBe(3);
  });

  it('lets a mapping give the name of one column to another', async () => {
    const text = `${HEADER.join(',')},用途\n${CODE},ZF-1,1.50,2025-06-30,印刷厂`;
    expect(valueOf((await read(utf8(text), '支付.csv', { 收款人: '用途' })).rows)).toMatchObject({ payee: '印刷厂', use: null });
  });

  it.each<[string, Record<string, string>]>([
    ['a header that is not there', { 资金来源: '资金渠道' }],
    ['one header for two columns', { 收款人: '用途', 收款账号: '用途' }],
    ['a blank header', { 用途: ' ' }],
    ['a column that we do not know', { 来源: '资金来源' }],
  ])('refuses a mapping with %s, rather than taking the default', async (_, mapping) => {
    expect(await refusal(utf8(`${HEADER.join(',')},用途\n${CODE},ZF-1,1.50,2025-06-30,`), '支付.csv', mapping)).toBe('unknown-columns');
  });

  it('says what is missing from the row that looks most like a header', async () => {
    const text = `某县国库支付明细\n项目编码,凭证,金额,支付日期\n${CODE},ZF-1,1.50,2025-06-30`;
    await expect(read(utf8(text))).rejects.toThrow('表头：缺少 支付凭证号（文件中有：项目编码、凭证、金额、支付日期）');
  });
});
