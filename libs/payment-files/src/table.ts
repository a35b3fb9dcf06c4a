import type { LocalDate } from '@budget/kernel';

/** What cannot be read without guessing: a formula may show an old value, a merged cell belongs to several rows. */
export type RefusedCell = 'formula-cell' | 'merged-cells' | 'error-cell' | 'boolean-cell' | 'wrong-date-cell';

export type Cell =
  | { readonly kind: 'text'; readonly text: string }
  /** As the spreadsheet stores it, such as "1234.5" or "1.2E3". */
  | { readonly kind: 'number'; readonly text: string }
  | { readonly kind: 'date'; readonly date: LocalDate }
  | { readonly kind: 'refused'; readonly why: RefusedCell };

export const BLANK: Cell = { kind: 'text', text: '' };

/** `row` as a spreadsheet shows it. Cells by column, from the first one; missing ones are blank. */
export type TableRow = { readonly row: number; readonly cells: readonly (Cell | undefined)[] };

export const isBlankRow = ({ cells }: TableRow): boolean =>
  cells.every((cell) => cell === undefined || (cell.kind === 'text' && cell.text.trim() === ''));

/** The words of a header cell: full-width letters and surrounding blanks are typing. */
export const headerText = (cell: Cell | undefined): string => (cell?.kind === 'text' ? cell.text.normalize('NFKC').trim() : '');
