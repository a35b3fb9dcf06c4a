import { headerText, type Cell, type TableRow } from '../table';
import { CellRanges, MOST_COLUMNS, rangeOf, type CellRange } from './cell-ranges';
import { cellOf } from './cell-value';
import { placeOf } from './place';
import { TextOfRuns } from './text-of-runs';
import type { Workbook } from './workbook';
import { XmlReader } from './xml';
import { broken } from './zip-entries';

type Attributes = Readonly<Record<string, string>>;

/** Gathers the cells of a sheet into rows as its XML comes along. */
export class SheetReader {
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
  private readonly mergedRanges: CellRanges;
  private readonly spilled = new CellRanges();

  /** `merged` null: not looked at yet. */
  constructor(
    private readonly workbook: Workbook,
    private readonly merged: ReadonlyMap<string, CellRange> | null,
    private readonly take: (row: TableRow) => void,
  ) {
    this.mergedRanges = new CellRanges(merged ? [...merged.values()] : []);
    this.reader = new XmlReader({
      open: (name, attributes) => this.open(name, attributes),
      text: (piece) => this.text(piece),
      close: (name) => this.close(name),
    });
  }

  private open(name: string, attributes: Attributes): void {
    if (name === 'row') this.beginRow(attributes['r']);
    else if (name === 'c') this.beginCell(attributes);
    else if (name === 'v') this.isValue = true;
    else if (name === 'f') this.beginFormula(attributes);
    else if (name === 'mergeCell' && this.merged && !this.merged.has(attributes['ref'] ?? ''))
      throw broken(new Error('a merged cell escaped'));
    else this.inline.open(name);
  }

  private beginRow(stated: string | undefined): void {
    const row = stated === undefined ? this.row + 1 : Number(stated);
    if (!(row > this.row)) throw broken(new Error('rows out of order'));
    [this.row, this.cells, this.column] = [row, [], -1];
  }

  private beginCell({ r, t = 'n', s = '0' }: Attributes): void {
    const place = r === undefined ? { row: this.row, column: this.column + 1 } : placeOf(r);
    if (place?.row !== this.row || this.cells[place.column] !== undefined) throw broken(new Error('a cell out of place'));
    [this.column, this.type, this.style] = [place.column, t, Number(s)];
    [this.value, this.isFormula] = ['', false];
  }

  /** A formula over several cells stands in the first one alone; the others look like values. */
  private beginFormula({ t, ref }: Attributes): void {
    this.isFormula = true;
    if (ref !== undefined && t !== 'shared') this.spilled.add(rangeOf(ref));
  }

  private text(piece: string): void {
    if (this.isValue) this.value += piece;
    else this.inline.add(piece);
  }

  private close(name: string): void {
    this.inline.close(name);
    if (name === 'v') this.isValue = false;
    else if (name === 'is') this.value = this.inline.take();
    else if (name === 'c') this.endCell();
    else if (name === 'row') this.endRow();
  }

  private endCell(): void {
    if (this.column >= MOST_COLUMNS) return;
    const { type, style, value, isFormula } = this;
    this.cells[this.column] = cellOf({ type, style, value, isFormula }, this.workbook);
  }

  private endRow(): void {
    for (const column of this.spilled.columnsIn(this.row))
      if (this.cells[column] !== undefined) this.cells[column] = { kind: 'refused', why: 'formula-cell' };
    for (const column of this.mergedRanges.columnsIn(this.row))
      this.cells[column] = { kind: 'refused', why: 'merged-cells', text: headerText(this.cells[column]) };
    this.take({ row: this.row, cells: this.cells, width: null });
  }
}
