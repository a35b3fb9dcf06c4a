import {
  assertInYuan,
  assertKnownMapping,
  columnsMissing,
  findPaymentColumns,
  type ColumnName,
  type FoundColumns,
  type Mapping,
} from './columns';
import { paymentRow, type ReadRow } from './payment-row';
import { tableRows, type TableFile } from './read-table';
import { HEADER_WITHIN, type TableRow } from './table';
import { UnreadableFile } from './unreadable-file';

export type PaymentFileHeader = Pick<FoundColumns<ColumnName>, 'columns' | 'ignored'>;
export type PaymentFile = { readonly header: PaymentFileHeader; readonly pages: AsyncGenerator<readonly ReadRow[]> };

/** A treasury file (.csv, .xlsx), row by row: what is sure is read, everything else is refused by row and column. Throws UnreadableFile, also from `pages`. */
export async function readPaymentFile(file: TableFile, { mapping = {} }: { readonly mapping?: Mapping } = {}): Promise<PaymentFile> {
  assertKnownMapping(mapping);
  const isHeader = (row: TableRow): boolean => findPaymentColumns(row, mapping) !== null;
  const rows = tableRows(file, isHeader);
  const first = await rows.next();
  const begun = first.done ? [] : first.value;
  const at = begun.slice(0, HEADER_WITHIN).findIndex(isHeader);
  const header = begun[at];
  const found = header ? findPaymentColumns(header, mapping) : null;
  if (!found) throw columnsMissing(begun.slice(0, HEADER_WITHIN), mapping);
  assertInYuan(begun.slice(0, at));
  return { header: { columns: found.columns, ignored: found.ignored }, pages: pagesOf(begun.slice(at + 1), rows, found) };
}

async function* pagesOf(
  begun: readonly TableRow[],
  rest: AsyncGenerator<readonly TableRow[]>,
  found: FoundColumns<ColumnName>,
): AsyncGenerator<readonly ReadRow[]> {
  let count = begun.length;
  if (begun.length > 0) yield begun.map((row) => paymentRow(row, found));
  for await (const page of rest) {
    count += page.length;
    yield page.map((row) => paymentRow(row, found));
  }
  if (count === 0) throw new UnreadableFile('empty-file', '文件：只有表头，没有数据行。 / file: a header and no rows.');
}
