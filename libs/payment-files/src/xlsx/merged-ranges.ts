import { placeOf } from './place';

type Range = {
  readonly from: { readonly row: number; readonly column: number };
  readonly to: { readonly row: number; readonly column: number };
};

const MERGED = /<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]+\d+):([A-Z]+\d+)"/g;
const OVERLAP = 200;

/** Cells of several places in one; they stand behind the rows, so the sheet is run through once for them alone. */
export class MergedRanges {
  private constructor(private readonly ranges: readonly Range[]) {}

  static async in(pieces: AsyncIterable<string>): Promise<MergedRanges> {
    const ranges: Range[] = [];
    const seen = new Set<string>();
    let tail = '';
    for await (const piece of pieces) {
      const text = tail + piece;
      for (const [, from = '', to = ''] of text.matchAll(MERGED)) {
        if (seen.has(`${from}:${to}`)) continue;
        seen.add(`${from}:${to}`);
        const [begin, end] = [placeOf(from), placeOf(to)];
        if (begin && end) ranges.push({ from: begin, to: end });
      }
      tail = text.slice(-OVERLAP);
    }
    return new MergedRanges(ranges);
  }

  /** Columns of this row that belong to a merged cell. */
  columnsIn(row: number): readonly number[] {
    return this.ranges.flatMap(({ from, to }) =>
      from.row <= row && row <= to.row ? Array.from({ length: to.column - from.column + 1 }, (_, index) => from.column + index) : [],
    );
  }
}
