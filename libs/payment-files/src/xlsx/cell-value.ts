import { addDays, isLocalDate, parseLocalDate } from '@budget/kernel';
import { BLANK, type Cell } from '../table';
import type { CellFormat } from './cell-formats';
import { unescaped } from './text-of-runs';
import type { Workbook } from './workbook';

export type RawCell = { readonly type: string; readonly style: number; readonly value: string; readonly isFormula: boolean };

/** Before 1 March 1900 the days of the 1900 calendar are off by one: it knows a 29 February that never was. */
const FIRST_SURE_DAY = { serial: 61, date: parseLocalDate('1900-03-01') };
const FIRST_OF_1904 = { serial: 0, date: parseLocalDate('1904-01-01') };
const LAST_DAY = 110_000;

/** What a stored cell says; what a formula says is not taken: its stored value may be old. */
export function cellOf({ type, style, value, isFormula }: RawCell, { strings, formats, is1904 }: Workbook): Cell {
  if (isFormula) return { kind: 'refused', why: 'formula-cell' };
  if (value === '') return BLANK;
  switch (type) {
    case 's': {
      const text = /^\d{1,9}$/.test(value) ? strings[Number(value)] : undefined;
      return text === undefined ? { kind: 'refused', why: 'error-cell' } : { kind: 'text', text };
    }
    case 'str':
      return { kind: 'text', text: unescaped(value) };
    case 'inlineStr':
      return { kind: 'text', text: value };
    case 'b':
      return { kind: 'refused', why: 'boolean-cell' };
    case 'e':
      return { kind: 'refused', why: 'error-cell' };
    case 'd':
      return dayCell(value.slice(0, 10));
    default:
      return numberCell(value, formats[style] ?? 'as-stored', is1904);
  }
}

function numberCell(value: string, format: CellFormat, is1904: boolean): Cell {
  switch (format) {
    case 'day':
      return serialDay(value, is1904);
    case 'not-yuan':
      return { kind: 'refused', why: 'unit-mismatch' };
    case 'as-stored':
    case 'otherwise':
      return { kind: 'number', text: value, isShownAsStored: format === 'as-stored' };
  }
}

const dayCell = (text: string): Cell =>
  isLocalDate(text) ? { kind: 'date', date: parseLocalDate(text) } : { kind: 'refused', why: 'wrong-date-cell' };

function serialDay(value: string, is1904: boolean): Cell {
  const serial = Math.floor(Number(value));
  const first = is1904 ? FIRST_OF_1904 : FIRST_SURE_DAY;
  if (!Number.isFinite(serial) || serial < first.serial || serial > LAST_DAY) return { kind: 'refused', why: 'wrong-date-cell' };
  return dayCell(addDays(first.date, serial - first.serial));
}
