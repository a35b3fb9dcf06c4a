import { fail, ok, type Result } from '@budget/kernel';
import { splitBookmark, startsNewPart } from './table-title';
import type { Cell, DocumentModel, Paragraph, Row, Table } from './table-model';
import { unreadable, type UnreadableDocument } from './unreadable-document';

// Published text has some 40 cells and 47 lines a kilobyte, so 50 MB of it stay below both.
const LIMITS = { cells: 2_500_000, lines: 5_000_000 };

/**
 * Reads the text form: a cell starts at a TAB in column 1 and runs to the next such TAB; a blank line ends a row; an empty
 * paragraph (one space) after a blank line, or a heading, ends a table. Linear in the text.
 */
export function readTextForm(text: string, limits = LIMITS): Result<DocumentModel, UnreadableDocument> {
  const tables = new OpenTables();
  let start = 0;
  for (let line = 1; start <= text.length; line++) {
    const end = text.indexOf('\n', start);
    const stop = end < 0 ? text.length : end;
    tables.take(text.slice(start, stop), line);
    if (tables.cells > limits.cells) return fail(unreadable(`表格单元超过 ${limits.cells} 个；请按单位拆成几个文件分别上传。`));
    if (line > limits.lines) return fail(unreadable(`文字超过 ${limits.lines} 行，不像绩效目标文本；请检查文件。`));
    start = stop + 1;
  }
  return ok(tables.finished());
}

class OpenTables {
  cells = 0;
  private readonly blocks: (Table | Paragraph)[] = [];
  private readonly markup: Cell[] = [];
  private rows: Row[] = [];
  private row: Cell[] = [];
  private cell: { readonly line: number; readonly lines: string[] } | null = null;

  take(words: string, line: number): void {
    if (words.startsWith('\t')) return this.openCell(words.slice(1), line);
    if (words === '' && !this.cell) return;
    if (this.cell && !this.endsTable(words, this.cell.lines)) {
      this.cell.lines.push(words);
      return;
    }
    this.closeTable();
    this.addParagraph(words, line);
  }

  finished(): DocumentModel {
    this.closeTable();
    return { blocks: this.blocks, markup: this.markup };
  }

  private endsTable(words: string, above: readonly string[]): boolean {
    if (words === '') return false;
    const emptyParagraph = words.trim() === '' && above.length > 1 && above.at(-1) === '';
    return emptyParagraph || startsNewPart(words);
  }

  private openCell(words: string, line: number): void {
    this.closeCell();
    this.cells += 1;
    this.cell = { line, lines: [words] };
  }

  private closeCell(): void {
    if (!this.cell) return;
    const { line, lines } = this.cell;
    const rowEnds = lines.length > 1 && lines.at(-1) === '';
    while (lines.length > 1 && lines.at(-1) === '') lines.pop();
    this.row.push({ text: lines.join('\n'), place: { line } });
    if (rowEnds) this.closeRow();
    this.cell = null;
  }

  private closeRow(): void {
    if (this.row.length > 0) this.rows.push(this.row);
    this.row = [];
  }

  private closeTable(): void {
    this.closeCell();
    this.closeRow();
    if (this.rows.length > 0) this.blocks.push({ kind: 'table', rows: this.rows });
    this.rows = [];
  }

  private addParagraph(line: string, at: number): void {
    const { bookmark, words } = splitBookmark(line);
    if (bookmark !== null) this.markup.push({ text: bookmark, place: { line: at } });
    if (words !== '') this.blocks.push({ kind: 'paragraph', text: words, place: { line: at } });
  }
}
