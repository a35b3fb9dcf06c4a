import type { Row } from './table-model';

export type WholeRow = { readonly cells: Row; readonly isWhole: boolean };

/**
 * Puts rows of a known width together again where a blank line inside a cell cut them in pieces. A row that comes out too short
 * or too long is not whole and harms no other.
 */
export function wholeRows(pieces: readonly Row[], width: number): readonly WholeRow[] {
  const rows: WholeRow[] = [];
  let pending: Row = [];
  const giveUp = (): void => {
    if (pending.length > 0) rows.push({ cells: pending, isWhole: false });
    pending = [];
  };

  for (const piece of pieces) {
    if (piece.length >= width || pending.length + piece.length > width) giveUp();
    if (piece.length >= width && piece.length % width === 0) {
      for (let from = 0; from < piece.length; from += width) rows.push({ cells: piece.slice(from, from + width), isWhole: true });
      continue;
    }
    pending = [...pending, ...piece];
    if (pending.length === width) {
      rows.push({ cells: pending, isWhole: true });
      pending = [];
    } else if (pending.length > width) giveUp();
  }
  giveUp();
  return rows;
}
