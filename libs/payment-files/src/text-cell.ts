import { REFUSED, type Cell } from './table';

export type ReadText =
  { readonly ok: true; readonly text: string | null } | { readonly ok: false; readonly code: string; readonly message: string };

/** `isCode`: numbers, codes and words of the form, where full-width and invisible characters are typing; otherwise free text. */
type Wanted = { readonly most: number; readonly isCode: boolean; readonly isRequired?: boolean };

const refuse = (code: string, message: string): ReadText => ({ ok: false, code, message });

/** A double keeps 15 digits; what is longer, or shown with zeros that are not stored, is not what stands on the voucher. */
const WHOLE_NUMBER = /^\d{1,15}$/;
const SCIENTIFIC = /^\d(?:\.\d+)?E\+\d+$/i;
const ERROR_VALUE = /^#(?:N\/A|REF!|VALUE!|NAME\?|DIV\/0!|NUM!|NULL!|#+)$/;
const DIGITS_LOST =
  '是数字，开头的零和第 15 位以后的数字可能已丢失；请设为文本格式重新填写 / is a number: leading zeros and digits beyond the 15th may be lost. Make it text and type it again';

/** The words of a cell; null when it is blank. */
export function textOf(cell: Cell, { most, isCode, isRequired = false }: Wanted): ReadText {
  if (cell.kind === 'refused') return refuse(cell.why, REFUSED[cell.why]);
  if (cell.kind === 'date') return refuse('wrong-date-cell', '是日期格式的单元格，请改为文本 / is a date cell, make it text');
  if (cell.kind === 'number' && !(cell.isShownAsStored && WHOLE_NUMBER.test(cell.text))) return refuse('number-cell', DIGITS_LOST);
  const text = (isCode ? cell.text.normalize('NFKC').replace(/[\p{Cf}\p{Zl}\p{Zp}]/gu, '') : cell.text).trim();
  if (text === '') return isRequired ? refuse('required', '不能为空，请填写 / must not be empty, fill it in') : { ok: true, text: null };
  if (/\p{Cc}/u.test(text))
    return refuse('control-character', '含控制字符或换行，请删除 / holds a control character or a line break, remove it');
  if (text.startsWith('=')) return refuse('formula-cell', REFUSED['formula-cell']);
  if (ERROR_VALUE.test(text)) return refuse('error-cell', REFUSED['error-cell']);
  if (isCode && SCIENTIFIC.test(text)) return refuse('number-cell', DIGITS_LOST);
  if (isCode && text.startsWith("'")) return refuse('invalid-value', '以撇号开头，请删除撇号 / begins with an apostrophe, remove it');
  if (text.length > most) return refuse('too-long', `至多 ${most} 字，请缩短 / at most ${most} characters, shorten it`);
  return { ok: true, text };
}
