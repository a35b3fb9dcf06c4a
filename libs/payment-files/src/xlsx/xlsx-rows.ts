import { isBlankRow, type Cell, type TableRow } from '../table';
import { UnreadableFile } from '../unreadable-file';
import { cellOf } from './cell-value';
import { MergedRanges } from './merged-ranges';
import { placeOf } from './place';
import { readWorkbook, TextOfRuns, type Workbook } from './workbook';
import { XmlReader } from './xml';
import { ZipEntries } from './zip-entries';

const PAGE = 1_000;
const HEADER_WITHIN = 20;

/** Rows of the one visible sheet that names our columns; of the first visible one when none does. Throws UnreadableFile. */
export async function* xlsxRows(bytes: Uint8Array, isHeader: (row: TableRow) => boolean): AsyncGenerator<readonly TableRow[]> {
  const zip = await ZipEntries.open(bytes);
  const workbook = await readWorkbook(zip);
  const named: Workbook['sheets'][number][] = [];
  for (const sheet of workbook.sheets) if (await hasHeader(zip, workbook, sheet.part, isHeader)) named.push(sheet);
  if (named.length > 1) throw severalSheets(named.map(({ name }) => name));
  const part = (named[0] ?? workbook.sheets[0])?.part;
  if (part !== undefined) yield* rowsOf(zip, workbook, part, await MergedRanges.in(zip.text(part)));
}

async function hasHeader(zip: ZipEntries, workbook: Workbook, part: string, isHeader: (row: TableRow) => boolean): Promise<boolean> {
  const nothingMerged = await MergedRanges.in(nothing());
  for await (const page of rowsOf(zip, workbook, part, nothingMerged, HEADER_WITHIN)) return page.slice(0, HEADER_WITHIN).some(isHeader);
  return false;
}

async function* nothing(): AsyncGenerator<string> {}

async function* rowsOf(
  zip: ZipEntries,
  workbook: Workbook,
  part: string,
  merged: MergedRanges,
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

/** Gathers the cells of a sheet into rows as its XML comes along. */
class SheetReader {
  readonly reader: XmlReader;
  private cells: (Cell | undefined)[] = [];
  private row = 0;
  private column = -1;
  private type = '';
  private style = 0;
  private value = '';
  private isValue = false;
  private isFormula = false;
  private readonly inline = new TextOfRuns();

  constructor(
    private readonly workbook: Workbook,
    private readonly merged: MergedRanges,
    private readonly take: (row: TableRow) => void,
  ) {
    this.reader = new XmlReader({
      open: (name, attributes) => this.open(name, attributes),
      text: (piece) => this.text(piece),
      close: (name) => this.close(name),
    });
  }

  private open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (name === 'row') {
      this.row = attributes['r'] === undefined ? this.row + 1 : parseInt(attributes['r'], 10);
      [this.cells, this.column] = [[], -1];
    } else if (name === 'c') {
      this.column = (attributes['r'] === undefined ? null : placeOf(attributes['r']))?.column ?? this.column + 1;
      [this.type, this.style] = [attributes['t'] ?? 'n', Number(attributes['s'] ?? '0')];
      [this.value, this.isFormula] = ['', false];
    } else if (name === 'v') this.isValue = true;
    else if (name === 'f') this.isFormula = true;
    this.inline.open(name);
  }

  private text(piece: string): void {
    if (this.isValue) this.value += piece;
    else this.inline.add(piece);
  }

  private close(name: string): void {
    this.inline.close(name);
    if (name === 'v') this.isValue = false;
    else if (name === 'is') this.value = this.inline.take();
    else if (name === 'c') {
      const { type, style, value, isFormula } = this;
      this.cells[this.column] = cellOf({ type, style, value, isFormula }, this.workbook);
    } else if (name === 'row') this.endRow();
  }

  private endRow(): void {
    for (const column of this.merged.columnsIn(this.row)) this.cells[column] = { kind: 'refused', why: 'merged-cells' };
    this.take({ row: this.row, cells: this.cells });
  }
}

const severalSheets = (names: readonly string[]): UnreadableFile =>
  new UnreadableFile(
    'several-sheets',
    `文件：有 ${names.length} 个工作表都像支付表（${names.join('、')}），无法确定用哪一个。请只留一个。 / file: ${names.length} sheets look like payments (${names.join(', ')}). Keep one of them.`,
  );
