import { cellText } from './cell-text';
import type { Cell } from './table-model';

/** The cells of one project by field path, as they are found. The first cell of a field stays. */
export class FieldCells {
  private readonly cells = new Map<string, Cell>();

  put(field: string, cell: Cell): boolean {
    if (this.cells.has(field)) return false;
    this.cells.set(field, cell);
    return true;
  }

  /** The published words of a field, "" when blank or missing. */
  text(field: string): string {
    const cell = this.cells.get(field);
    return cell ? cellText(cell.text) : '';
  }

  toRecord(): Readonly<Record<string, Cell>> {
    return Object.fromEntries(this.cells);
  }
}
