import type { LocalDate } from '@budget/kernel';

/** What cannot be read without guessing: a formula may show an old value, a merged cell belongs to several rows. */
export type RefusedCell = 'formula-cell' | 'merged-cells' | 'error-cell' | 'boolean-cell' | 'wrong-date-cell' | 'unit-mismatch';

export type Cell =
  | { readonly kind: 'text'; readonly text: string }
  /** As the spreadsheet stores it, such as "1234.5" or "1.2E3"; a format may show it otherwise, such as 123 as 000123. */
  | { readonly kind: 'number'; readonly text: string; readonly isShownAsStored: boolean }
  | { readonly kind: 'date'; readonly date: LocalDate }
  | { readonly kind: 'refused'; readonly why: RefusedCell; readonly text?: string };

/** How far down the names of the columns may stand, below a title. */
export const HEADER_WITHIN = 20;

export const BLANK: Cell = { kind: 'text', text: '' };

/**
 * `row` as a spreadsheet shows it. Cells by column, from the first one; missing ones are blank. `width` is how many cells a line of text has;
 * null in a spreadsheet, where every cell says itself where it stands.
 */
export type TableRow = { readonly row: number; readonly cells: readonly (Cell | undefined)[]; readonly width: number | null };

export const isBlankRow = ({ cells }: TableRow): boolean =>
  cells.every((cell) => cell === undefined || (cell.kind === 'text' && cell.text.trim() === ''));

/** The words of a header cell or a title, merged or not: full-width letters and surrounding blanks are typing. */
export const headerText = (cell: Cell | undefined): string =>
  (cell?.kind === 'text' || cell?.kind === 'refused' ? (cell.text ?? '') : '').normalize('NFKC').trim();

export const headerTexts = ({ cells }: TableRow): readonly string[] => Array.from(cells, headerText);

export const REFUSED: Readonly<Record<RefusedCell, string>> = {
  'formula-cell': '是公式，所存的值可能已过时；请粘贴为数值 / is a formula, whose stored value may be old: paste it as a value',
  'merged-cells': '是合并单元格，不能确定属于哪一行；请取消合并并逐行填写 / is merged, its row is uncertain: unmerge and fill each row',
  'error-cell': '是错误值，请更正 / holds an error value, correct it',
  'boolean-cell': '是逻辑值，请改为文本 / holds a logical value, make it text',
  'wrong-date-cell': '是无法识别的日期，请改为文本日期 / is no readable date, write it as text',
  'unit-mismatch':
    '单元格格式以万元或百分比显示，所存的数不能确定是元；请改为常规格式并填写元 / is shown in ten thousand yuan or percent: give it a plain format and state yuan',
};
