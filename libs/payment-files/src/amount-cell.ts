import type { AmountText } from '@budget/kernel';
import { halfWidth } from './half-width';
import { REFUSED, type Cell } from './table';

export type ReadAmount =
  { readonly ok: true; readonly amount: AmountText } | { readonly ok: false; readonly code: string; readonly message: string };

const refuse = (code: string, message: string): ReadAmount => ({ ok: false, code, message });
const FORM =
  '应为元的正数，至多两位小数，如 1234.50 或 1,234.50 / expected positive yuan with at most two decimals, such as 1234.50 or 1,234.50';
const PLAIN = /^(\d+)(?:\.(\d+))?$/;
const GROUPED = /^([1-9]\d{0,2}(?:,\d{3})+)(?:\.(\d+))?$/;
const STORED = /^(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d{1,3}))?$/;
const MOST_DIGITS = 14;
/** Longer than any stored number; keeps arithmetic on hostile digits short. */
const MOST_STORED = 60;

/** 元 of a cell, exact. Grouping, full-width digits, "¥" before and "元" after are read; nothing is rounded that a person could have meant. */
export function amountOf(cell: Cell): ReadAmount {
  if (cell.kind === 'number') return ofStored(cell.text);
  if (cell.kind === 'date') return refuse('not-an-amount', `是日期格式的单元格；${FORM}`);
  if (cell.kind === 'refused') return refuse(cell.why, REFUSED[cell.why]);
  const text = halfWidth(cell.text).trim();
  if (text === '') return refuse('required', `不能为空；${FORM}`);
  if (text.includes('万'))
    return refuse('unit-mismatch', `“${cell.text}”以万元计，请换算成元 / is in ten thousand yuan, convert it to yuan`);
  if (/^[-−(]/.test(text))
    return refuse(
      'amount-not-positive',
      `“${cell.text}”不是正数；退款和更正也填正数，用业务类型区分 / is not positive: refunds and corrections are positive, told by 业务类型`,
    );
  const bare = text.replace(/^¥\s*/, '').replace(/\s*元$/, '');
  const [, whole, decimals = ''] = PLAIN.exec(bare) ?? GROUPED.exec(bare) ?? [];
  if (whole === undefined) return refuse('not-an-amount', `“${cell.text}”不是金额；${FORM}`);
  if (decimals.replace(/0+$/, '').length > 2) return refuse('too-many-decimals', `“${cell.text}”多于两位小数；${FORM}`);
  return inYuan(whole.replaceAll(',', ''), `${decimals}00`.slice(0, 2), cell.text);
}

/** A spreadsheet keeps 1234.56 as 1234.5600000000001: what lies nearer than a millionth of a yuan to a whole fen is that fen. */
function ofStored(text: string): ReadAmount {
  if (text.startsWith('-')) return refuse('amount-not-positive', `“${text}”不是正数；退款和更正也填正数，用业务类型区分 / is not positive`);
  const [, whole, decimals = '', exponent = '0'] = (text.length > MOST_STORED ? null : STORED.exec(text)) ?? [];
  if (whole === undefined) return refuse('not-an-amount', `“${text}”不是金额；${FORM}`);
  const shift = decimals.length - parseInt(exponent, 10);
  const digits = BigInt(whole + decimals);
  const finer = BigInt(Math.max(0, shift - 2));
  const unit = 10n ** finer;
  const scaled = shift >= 2 ? digits : digits * 10n ** BigInt(2 - shift);
  const rest = scaled % unit;
  const near = rest * 2n >= unit ? unit - rest : rest;
  if (near * 10_000n >= unit && near !== 0n) return refuse('too-many-decimals', `“${text}”多于两位小数；${FORM}`);
  const fen = String((scaled + (rest * 2n >= unit ? unit - rest : -rest)) / unit).padStart(3, '0');
  return inYuan(fen.slice(0, -2), fen.slice(-2), text);
}

function inYuan(whole: string, fen: string, shown: string): ReadAmount {
  const yuan = whole.replace(/^0+(?=\d)/, '');
  if (yuan.length > MOST_DIGITS)
    return refuse('amount-too-large', `“${shown}”超过 14 位，请核对单位 / has more than 14 digits, check its unit`);
  if (/^0*$/.test(yuan) && fen === '00') return refuse('amount-not-positive', `“${shown}”不大于 0 / is not above zero`);
  return { ok: true, amount: `${yuan}.${fen}` as AmountText };
}
