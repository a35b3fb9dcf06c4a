import { HEADER_WITHIN, isBlankRow, type TableRow } from '../table';
import { UnreadableFile } from '../unreadable-file';
import type { CellRange } from './cell-ranges';
import { mergedCells } from './merged-cells';
import { SheetReader } from './sheet-reader';
import { readWorkbook, type Workbook } from './workbook';
import { ZipEntries } from './zip-entries';

const PAGE = 1_000;

/** Rows of the one visible sheet that names our columns; of the first visible one when none does. Throws UnreadableFile. */
export async function* xlsxRows(bytes: Uint8Array, isHeader: (row: TableRow) => boolean): AsyncGenerator<readonly TableRow[]> {
  const zip = await ZipEntries.open(bytes);
  const workbook = await readWorkbook(zip);
  const named: Workbook['sheets'][number][] = [];
  for (const sheet of workbook.sheets) if (await hasHeader(zip, workbook, sheet.part, isHeader)) named.push(sheet);
  if (named.length > 1) throw severalSheets(named.map(({ name }) => name));
  const part = (named[0] ?? workbook.sheets[0])?.part;
  if (part !== undefined) yield* rowsOf(zip, workbook, part, await mergedCells(zip.text(part)));
}

async function hasHeader(zip: ZipEntries, workbook: Workbook, part: string, isHeader: (row: TableRow) => boolean): Promise<boolean> {
  for await (const page of rowsOf(zip, workbook, part, null, HEADER_WITHIN)) return page.slice(0, HEADER_WITHIN).some(isHeader);
  return false;
}

async function* rowsOf(
  zip: ZipEntries,
  workbook: Workbook,
  part: string,
  merged: ReadonlyMap<string, CellRange> | null,
  pageSize = PAGE,
): AsyncGenerator<readonly TableRow[]> {
  let ready: TableRow[] = [];
  const sheet = new SheetReader(workbook, merged, (row) => {
    if (!isBlankRow(row)) ready.push(row);
  });
  for await (const piece of zip.text(part)) {
    sheet.reader.write(piece);
    while (ready.length >= pageSize) {
      yield ready.slice(0, pageSize);
      ready = ready.slice(pageSize);
    }
  }
  sheet.reader.end();
  if (ready.length > 0) yield ready;
}

const severalSheets = (names: readonly string[]): UnreadableFile =>
  new UnreadableFile(
    'several-sheets',
    `文件：有 ${names.length} 个工作表都像支付表（${names.join('、')}），无法确定用哪一个。请只留一个。 / file: ${names.length} sheets look like payments (${names.join(', ')}). Keep one of them.`,
  );
