import { cellText, isBlank } from './cell-text';
import type { FieldCells } from './field-cells';
import type { Cell } from './table-model';

/**
 * Reads 绩效目标: one objective a cell, or several in one cell where lines are numbered on ("1.", "2."). The number is layout
 * and goes; "2024.2025年" and "1.5万元" are no numbers of a list.
 */
export function parseObjectives(cells: readonly Cell[], fields: FieldCells): readonly string[] {
  const objectives: string[] = [];
  let last = 0;
  for (const cell of cells) {
    let lines: string[] = [];
    const finish = (): void => {
      const text = lines.join('\n');
      lines = [];
      if (isBlank(text)) return;
      fields.put(`objectives[${objectives.length}]`, { ...cell, text });
      objectives.push(withoutNumber(cellText(text)));
    };
    for (const line of cell.text.split('\n')) {
      const number = numberOf(line);
      if (number === last + 1) {
        finish();
        last = number;
      }
      lines.push(line);
    }
    finish();
  }
  return objectives;
}

const NUMBERED = /^(\d{1,2})\s{0,3}[.．、]\s{0,3}(?!\d(?!\d{3}年))/;

const numberOf = (line: string): number | null => {
  const [, digits] = NUMBERED.exec(line.trimStart()) ?? [];
  return digits === undefined ? null : Number(digits);
};

const withoutNumber = (text: string): string => text.replace(NUMBERED, '');
