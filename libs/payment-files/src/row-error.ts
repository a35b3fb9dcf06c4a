import type { FoundColumns } from './columns';
import type { TableRow } from './table';

/** `column` is the header as it stands in the file; null when the row as a whole is wrong. */
export type RowError = { readonly column: string | null; readonly code: string; readonly message: string };

/** A line of text with more or fewer cells than its header: no cell of it is sure to stand under its own name. */
export function cellCountError({ width }: TableRow, header: FoundColumns<string>): RowError | null {
  if (width === header.width) return null;
  return {
    column: null,
    code: 'cell-count',
    message: `行：有 ${width ?? 0} 个单元格，表头有 ${header.width ?? 0} 个，各列可能错位。含分隔符的内容（如 1,234.50）请加引号，缺少的单元格请补上。 / row: ${width ?? 0} cells under a header of ${header.width ?? 0}, so that columns may be shifted. Quote what holds the delimiter (such as 1,234.50) and add missing cells.`,
  };
}
