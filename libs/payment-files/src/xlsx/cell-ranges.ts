import { placeOf, type Place } from './place';
import { broken } from './zip-entries';

export type CellRange = { readonly from: Place; readonly to: Place };

/** Columns beyond these are not looked at: no payment file has so many. */
export const MOST_COLUMNS = 256;
/** Ranges of a sheet do not overlap; so many at once are made to keep the reader busy. */
const MOST_AT_ONCE = 1_000;

/** "A2:B3" or "A2". Throws UnreadableFile for anything else. */
export function rangeOf(reference: string): CellRange {
  const [first = '', last = first, ...more] = reference.split(':');
  const [from, to] = [placeOf(first), placeOf(last)];
  if (!from || !to || more.length > 0 || to.row < from.row || to.column < from.column) throw broken(new Error(`no range: ${reference}`));
  return { from, to };
}

/** Ranges as the rows of a sheet run through them, downwards. */
export class CellRanges {
  private readonly waiting: CellRange[];
  private current: CellRange[] = [];

  constructor(ranges: readonly CellRange[] = []) {
    this.waiting = [...ranges].sort((one, other) => other.from.row - one.from.row);
  }

  /** Begins at or above the row that is read. */
  add(range: CellRange): void {
    this.current.push(range);
  }

  /** Columns of this row, which stands below all that were asked for before, that belong to a range. */
  columnsIn(row: number): readonly number[] {
    for (let next = this.waiting.at(-1); next && next.from.row <= row; next = this.waiting.at(-1)) {
      this.current.push(next);
      this.waiting.pop();
    }
    if (this.current.length === 0) return [];
    this.current = this.current.filter(({ to }) => to.row >= row);
    if (this.current.length > MOST_AT_ONCE) throw broken(new Error('ranges overlap'));
    return this.current.flatMap(({ from, to }) =>
      Array.from({ length: Math.max(0, Math.min(to.column, MOST_COLUMNS - 1) - from.column + 1) }, (_, index) => from.column + index),
    );
  }
}
