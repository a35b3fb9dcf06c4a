import { Money, type AmountText } from '@budget/kernel';

export type TypedAmount =
  | { readonly ok: true; readonly amount: AmountText }
  | { readonly ok: false; readonly because: 'empty' | 'not-a-number' | 'misplaced-separator' | 'finer-than-fen' | 'not-positive' };

const FULL_WIDTH_OFFSET = 0xfee0;

/** A decimal comma and groups of four (万) look like separators: "12,5" is neither 125 nor 12.5 but asked again. */
const GROUPED_IN_THOUSANDS = /^-?\d{1,3}([, ]\d{3})+(\.\d*)?$/;

/** Reads 元 as people type it: grouped in thousands, full-width, with fewer than two decimals. Nothing is rounded. */
export function readTypedAmount(typed: string): TypedAmount {
  const written = Array.from(typed.trim(), toHalfWidth).join('');
  if (written === '') return { ok: false, because: 'empty' };
  const text = written.replaceAll(/[, ]/g, '');
  const parts = /^(-?)0*(\d{1,18})(?:\.(\d*))?$/.exec(text);
  if (parts === null) return { ok: false, because: 'not-a-number' };
  if (text !== written && !GROUPED_IN_THOUSANDS.test(written)) return { ok: false, because: 'misplaced-separator' };
  const [, sign = '', whole = '0', decimals = ''] = parts;
  if (decimals.length > 2) return { ok: false, because: 'finer-than-fen' };
  const amount = Money.parse(`${whole}.${decimals.padEnd(2, '0')}`);
  if (sign === '-' || amount.isZero()) return { ok: false, because: 'not-positive' };
  return { ok: true, amount: amount.toText() };
}

function toHalfWidth(character: string): string {
  if (character === '，') return ',';
  if (character === '。') return '.';
  const code = character.codePointAt(0) ?? 0;
  return code >= 0xff01 && code <= 0xff5e ? String.fromCodePoint(code - FULL_WIDTH_OFFSET) : character;
}
