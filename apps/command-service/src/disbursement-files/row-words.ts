import { describeRejection } from '@budget/domain/project-budget';
import { assertNever } from '@budget/kernel';
import type { ColumnName } from '@budget/payment-files';
import type { RowRejection } from './decide-row';

const COLUMN: Readonly<Partial<Record<RowRejection['kind'], ColumnName>>> = {
  'project-not-found': '项目编码',
  'year-end-decided': '项目编码',
  'voucher-conflict': '支付凭证号',
  'voucher-reversed': '支付凭证号',
  'voucher-not-found': '原支付凭证号',
  'already-reversed': '原支付凭证号',
  'reversal-of-refunded-payment': '原支付凭证号',
  'refund-exceeds-payment': '金额',
  'amount-not-positive': '金额',
  'budget-exceeded': '金额',
  'refund-reversal-exceeds-budget': '金额',
  'reversal-amount-differs': '金额',
  'refund-before-payment': '支付日期',
  'date-in-future': '支付日期',
  'date-outside-fiscal-year': '支付日期',
};

export const columnOf = ({ kind }: RowRejection): ColumnName => COLUMN[kind] ?? '支付凭证号';

export function wordsOf(rejection: RowRejection): string {
  if (rejection.kind === 'reversal-amount-differs')
    return (
      `金额：更正撤销整笔，原登记为 ${rejection.recorded} 元，本行为 ${rejection.stated} 元。请改为原金额；只退回一部分的请用退款。 / ` +
      `amount: a correction takes back the whole entry of ${rejection.recorded} yuan, this row says ${rejection.stated}. State the recorded amount, or use a refund for a part.`
    );
  const { detail, en } = describeRejection(rejection);
  return `${detail} / ${en}`;
}

export function controlWords(kind: 'control-total-mismatch' | 'row-count-mismatch', stated: string, found: string): string {
  switch (kind) {
    case 'control-total-mismatch':
      return `controlTotal：文件金额合计 ${found} 元，与填写的控制总额 ${stated} 元不符。请核对文件是否完整、金额单位是否为元。 / controlTotal: the amounts add up to ${found} yuan, not to ${stated}. Check that the file is whole and its amounts are in yuan.`;
    case 'row-count-mismatch':
      return `rowCount：文件有 ${found} 行，与填写的 ${stated} 行不符（不含表头）。请核对文件是否完整。 / rowCount: the file has ${found} rows, not ${stated} (without its header). Check that it is whole.`;
    default:
      return assertNever(kind);
  }
}

export const otherYearWords = (date: string, fiscalYear: number): string =>
  `支付日期：${date} 不在 ${fiscalYear} 年度内。请改为该年度的文件，或不要写明 fiscalYear。 / paidOn: ${date} is outside ${fiscalYear}. Send the rows of that year, or do not name fiscalYear.`;
