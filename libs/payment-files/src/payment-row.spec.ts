import { voucherNo } from '@budget/contracts';
import { COLUMNS, type ColumnName } from './columns';
import { CODE, errorsIn, read, utf8, valueOf } from './testing/read.fixture';

describe('a row', () => {
  const full = (cells: Partial<Record<ColumnName, string>>): Buffer =>
    utf8(`${COLUMNS.join(',')}\n${COLUMNS.map((name) => cells[name] ?? '').join(',')}`);
  const paid = { 项目编码: CODE, 支付凭证号: 'ZF-1', 金额: '1.00', 支付日期: '2025-06-30' };

  it('is a payment of 财政资金 unless it says otherwise', async () => {
    expect(valueOf((await read(full(paid))).rows)).toEqual({
      ...{ projectCode: CODE, voucherNo: 'ZF-1', kind: 'payment', originalVoucherNo: null, amount: '1.00', paidOn: '2025-06-30' },
      ...{ fundSource: 'fiscal', paymentMethod: null, payee: null, payeeAccount: null, use: null },
    });
  });

  it('says what it is in the words of the form', async () => {
    const cells = {
      ...paid,
      业务类型: '退款',
      原支付凭证号: 'ZF-0',
      资金来源: '上年结转',
      支付方式: '授权支付',
      收款人: '印刷厂',
      收款账号: '６２２２',
      用途: '印刷',
    };
    expect(valueOf((await read(full(cells))).rows)).toMatchObject({
      ...{ kind: 'refund', originalVoucherNo: 'ZF-0', fundSource: 'carried-over', paymentMethod: 'authorized' },
      ...{ payee: '印刷厂', payeeAccount: '6222', use: '印刷' },
    });
  });

  it.each<[string, Partial<Record<ColumnName, string>>, string]>([
    ['a refund without its payment', { 业务类型: '退款' }, '2 原支付凭证号 required'],
    ['a payment with an original', { 原支付凭证号: 'ZF-0' }, '2 原支付凭证号 not-expected'],
    ['an unknown kind', { 业务类型: '冲销' }, '2 业务类型 unknown-word'],
    ['an unknown source', { 资金来源: '自筹' }, '2 资金来源 unknown-word'],
    ['a code of other letters', { 项目编码: 'abc' }, '2 项目编码 invalid-value'],
    ['a payee that is too long', { 收款人: '收'.repeat(201) }, '2 收款人 too-long'],
    ['a number that lost its digits', { 支付凭证号: '1.23457E+18' }, '2 支付凭证号 number-cell'],
    ['an account that lost its digits', { 收款账号: '6.22202e+18' }, '2 收款账号 number-cell'],
    ['a formula as text', { 用途: '=1+1' }, '2 用途 formula-cell'],
    ['an error as text', { 收款人: '#N/A' }, '2 收款人 error-cell'],
    ['a column that was too narrow', { 支付凭证号: '######' }, '2 支付凭证号 error-cell'],
    ['an apostrophe before a number', { 支付凭证号: "'000123" }, '2 支付凭证号 invalid-value'],
    ['several wrong cells at once', { 金额: 'x', 支付日期: 'y' }, '2 金额 not-an-amount; 2 支付日期 not-a-date'],
  ])('refuses %s', async (_, cells, errors) => {
    expect(errorsIn(await read(full({ ...paid, ...cells })))).toEqual([errors]);
  });

  it('tells its amount for the control total although another cell is wrong', async () => {
    const { rows } = await read(full({ ...paid, 支付日期: 'y' }));
    expect(rows[0]).toMatchObject({ ok: false, amount: '1.00' });
  });

  it('writes the number of a voucher in one way, as it is written elsewhere', async () => {
    for (const typed of ['ＰＺ－００２', ' PZ-002 ', 'PZ\u200b-002'])
      expect(valueOf((await read(full({ ...paid, 支付凭证号: typed }))).rows)?.voucherNo).toBe(voucherNo.parse(typed));
  });

  it('names field, rule and next step in both languages', async () => {
    const { rows } = await read(full({ ...paid, 业务类型: '冲销' }));
    expect(rows[0]).toMatchObject({
      errors: [{ message: '业务类型：“冲销”应为 支付、退款、更正 之一 / expected one of 支付, 退款, 更正' }],
    });
  });
});
