import type { AmountText, LocalDate } from '@budget/kernel';
import { amountOf } from './amount-cell';
import type { ColumnName, FoundColumns } from './columns';
import { dateOf } from './date-cell';
import { cellCountError, type RowError } from './row-error';
import { BLANK, type Cell, type TableRow } from './table';
import { textOf } from './text-cell';

/** One line of a treasury file. Amounts are positive 元, `kind` says what they are. */
export type PaymentRow = {
  readonly projectCode: string;
  readonly voucherNo: string;
  readonly kind: 'payment' | 'refund' | 'reversal';
  /** Of a refund or correction: the payment (or refund) it belongs to. */
  readonly originalVoucherNo: string | null;
  readonly amount: AmountText;
  readonly paidOn: LocalDate;
  readonly fundSource: 'fiscal' | 'other' | 'carried-over';
  readonly paymentMethod: 'direct' | 'authorized' | null;
  readonly payee: string | null;
  readonly payeeAccount: string | null;
  readonly use: string | null;
};

export type ReadRow =
  | { readonly row: number; readonly ok: true; readonly value: PaymentRow }
  /** `amount` as far as it can be read, for the control total. */
  | { readonly row: number; readonly ok: false; readonly errors: readonly RowError[]; readonly amount: AmountText | null };

const KINDS = { 支付: 'payment', 退款: 'refund', 更正: 'reversal' } as const;
const SOURCES = { 财政资金: 'fiscal', 其他资金: 'other', 上年结转: 'carried-over' } as const;
const METHODS = { 直接支付: 'direct', 授权支付: 'authorized' } as const;

export function paymentRow(row: TableRow, found: FoundColumns<ColumnName>): ReadRow {
  const shifted = cellCountError(row, found);
  if (shifted) return { row: row.row, ok: false, errors: [shifted], amount: null };
  const errors: RowError[] = [];
  const cellOf = (name: ColumnName): Cell => {
    const place = found.places.get(name);
    return (place === undefined ? undefined : row.cells[place]) ?? BLANK;
  };
  const say = (name: ColumnName, code: string, message: string): void => {
    const column = found.columns[name] ?? name;
    errors.push({ column, code, message: `${column}：${message}` });
  };
  const text = (name: ColumnName, most: number, isRequired = false): string | null => {
    const read = textOf(cellOf(name), { most, isRequired, isCode: name !== '收款人' && name !== '用途' });
    if (read.ok) return read.text;
    say(name, read.code, read.message);
    return null;
  };
  const word = <Words extends Readonly<Record<string, string>>, Otherwise>(
    name: ColumnName,
    words: Words,
    otherwise: Otherwise,
  ): Words[keyof Words] | Otherwise => {
    const value = text(name, 20);
    if (value === null) return otherwise;
    const known = Object.entries(words).find(([zh]) => zh === value)?.[1];
    if (known !== undefined) return known as Words[keyof Words];
    say(name, 'unknown-word', `“${value}”应为 ${Object.keys(words).join('、')} 之一 / expected one of ${Object.keys(words).join(', ')}`);
    return otherwise;
  };

  const projectCode = text('项目编码', 40, true);
  if (projectCode !== null && !/^[0-9A-Z]+$/.test(projectCode))
    say('项目编码', 'invalid-value', '只含数字和大写字母 / digits and capital letters only');
  const voucherNo = text('支付凭证号', 64, true);
  const kind = word('业务类型', KINDS, 'payment' as const);
  const originalVoucherNo = text('原支付凭证号', 64);
  if (kind !== 'payment' && originalVoucherNo === null && !errors.some(({ column }) => column === found.columns.原支付凭证号))
    say('原支付凭证号', 'required', '退款和更正须写明原支付凭证号 / refunds and corrections name the original voucher');
  if (kind === 'payment' && originalVoucherNo !== null)
    say(
      '原支付凭证号',
      'not-expected',
      '支付行不应有原支付凭证号；退款、更正请写明业务类型 / a payment names no original voucher: state 业务类型',
    );
  const amount = amountOf(cellOf('金额'));
  if (!amount.ok) say('金额', amount.code, amount.message);
  const paidOn = dateOf(cellOf('支付日期'));
  if (!paidOn.ok) say('支付日期', paidOn.code, paidOn.message);
  const fundSource = word('资金来源', SOURCES, 'fiscal' as const);
  const paymentMethod = word('支付方式', METHODS, null);
  const payee = text('收款人', 200);
  const payeeAccount = text('收款账号', 64);
  const use = text('用途', 500);

  if (errors.length > 0 || projectCode === null || voucherNo === null || !amount.ok || !paidOn.ok)
    return { row: row.row, ok: false, errors, amount: amount.ok ? amount.amount : null };
  const facts = { projectCode, voucherNo, kind, originalVoucherNo, amount: amount.amount, paidOn: paidOn.date };
  return { row: row.row, ok: true, value: { ...facts, fundSource, paymentMethod, payee, payeeAccount, use } };
}
