import { rangeOf, type CellRange } from './cell-ranges';

const MERGED = /<(?:[\w.-]+:)?mergeCell\s[^>]*?\bref\s*=\s*["']([A-Z]+\d+:[A-Z]+\d+)["']/g;
const OVERLAP = 200;

/** The merged cells of a sheet, by how they are written. They stand behind the rows, so the sheet is run through once for them alone. */
export async function mergedCells(pieces: AsyncIterable<string>): Promise<ReadonlyMap<string, CellRange>> {
  const ranges = new Map<string, CellRange>();
  let tail = '';
  for await (const piece of pieces) {
    const text = tail + piece;
    for (const [, reference = ''] of text.matchAll(MERGED)) if (!ranges.has(reference)) ranges.set(reference, rangeOf(reference));
    tail = text.slice(-OVERLAP);
  }
  return ranges;
}
