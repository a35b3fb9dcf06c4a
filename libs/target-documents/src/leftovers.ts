import { isBlank } from './cell-text';
import type { NotUnderstood } from './parsed-target-document';
import type { Cell } from './table-model';

const LONGEST_TEXT = 2_000;

type Entry = { readonly first: Cell; readonly message: string; text: string; nextLine: number };

/** Collects what no reader understood. Neighbouring pieces with the same reason become one entry, long ones are cut with their length. */
export class Leftovers {
  private readonly entries: Entry[] = [];

  add(cells: readonly Cell[], message: string): void {
    for (const cell of cells) if (!isBlank(cell.text)) this.addOne(cell, message);
  }

  listed(): readonly NotUnderstood[] {
    const lineOf = ({ first }: Entry): number => first.place.line ?? 0;
    return [...this.entries]
      .sort((one, other) => lineOf(one) - lineOf(other))
      .map(({ first, message, text }) => ({ place: first.place, text: shortened(text), message }));
  }

  private addOne(cell: Cell, message: string): void {
    const line = cell.place.line ?? Number.NaN;
    const last = this.entries.at(-1);
    const nextLine = line + cell.text.split('\n').length;
    if (last?.message === message && line >= last.nextLine && line <= last.nextLine + 1) {
      if (last.text.length <= LONGEST_TEXT) last.text += `\n${cell.text.trim()}`;
      last.nextLine = nextLine;
    } else {
      this.entries.push({ first: cell, message, text: cell.text.trim(), nextLine });
    }
  }
}

const shortened = (text: string): string =>
  text.length <= LONGEST_TEXT ? text : `${text.slice(0, LONGEST_TEXT)}…（其余 ${text.length - LONGEST_TEXT} 字从略）`;
