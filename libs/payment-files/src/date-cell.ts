import { isLocalDate, type LocalDate } from '@budget/kernel';
import { halfWidth } from './half-width';
import { REFUSED, type Cell } from './table';

export type ReadDate =
  { readonly ok: true; readonly date: LocalDate } | { readonly ok: false; readonly code: string; readonly message: string };

const FORM = '应写作 2025-06-30、2025/6/30、2025年6月30日 或 20250630 / expected 2025-06-30, 2025/6/30, 2025年6月30日 or 20250630';
const FORMS = [
  /^(\d{4})-(\d{1,2})-(\d{1,2})$/,
  /^(\d{4})\/(\d{1,2})\/(\d{1,2})$/,
  /^(\d{4})年(\d{1,2})月(\d{1,2})日$/,
  /^(\d{4})(\d{2})(\d{2})$/,
];

/** The day of a cell, in one of the four written forms or as a date of the spreadsheet. Day and month are never guessed. */
export function dateOf(cell: Cell): ReadDate {
  if (cell.kind === 'date') return { ok: true, date: cell.date };
  if (cell.kind === 'refused') return { ok: false, code: cell.why, message: REFUSED[cell.why] };
  const text = halfWidth(cell.text)
    .trim()
    .replace(/[‐‑–−]/g, '-')
    .replace(/ *([-/年月日]) */g, '$1');
  if (text === '') return { ok: false, code: 'required', message: `不能为空；${FORM}` };
  for (const form of FORMS) {
    const [, year, month = '', day = ''] = form.exec(text) ?? [];
    if (year === undefined) continue;
    const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
    if (isLocalDate(date)) return { ok: true, date };
    return { ok: false, code: 'no-such-day', message: `“${cell.text}”不是真实存在的日期 / is no real day` };
  }
  return { ok: false, code: 'not-a-date', message: `“${cell.text}”不是可以确认的日期；${FORM}` };
}
