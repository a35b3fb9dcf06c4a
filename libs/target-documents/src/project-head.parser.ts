import { isBlank } from './cell-text';
import type { FieldCells } from './field-cells';
import { labelIn, moneyUnitIn, unitIn } from './form-labels';
import type { Leftovers } from './leftovers';
import type { Cell } from './table-model';

/** The cells under 资金支出计划 and under 绩效目标, in order; everything else of the head goes to its field. */
export type ProjectHead = { readonly planCells: readonly Cell[]; readonly objectiveCells: readonly Cell[] };

const STRAY_CELL = '表头中的这个单元格不对应任何栏目，没有读取；请核对表格格式。';

/** Walks the cells above the indicators. A label names the next cell; the cell left over after the budget is 资金用途. */
export function parseProjectHead(cells: readonly Cell[], fields: FieldCells, leftovers: Leftovers): ProjectHead {
  const planCells: Cell[] = [];
  const objectiveCells: Cell[] = [];
  let section: 'top' | 'budget' | 'plan' | 'objectives' = 'top';

  for (let index = 0; index < cells.length; index++) {
    const cell = cells[index];
    if (!cell) continue;
    const label = labelIn(cell.text);
    if (label?.kind === 'section') section = label.section;
    else if (label?.kind === 'field') {
      if (label.field.startsWith('budget.')) section = 'budget';
      const value = cells[index + 1];
      if (!value || labelIn(value.text)) continue;
      if (!fields.put(label.field, value)) leftovers.add([cell, value], '同一栏目在一个项目中出现两次，只读取了第一次；请核对表格。');
      index += 1;
    } else if (section === 'plan') planCells.push(cell);
    else if (isBlank(cell.text)) continue;
    else if (section === 'objectives') objectiveCells.push(cell);
    else if (!takeHeading(cell, section, fields)) leftovers.add([cell], STRAY_CELL);
  }
  return { planCells, objectiveCells };
}

function takeHeading(cell: Cell, section: 'top' | 'budget', fields: FieldCells): boolean {
  if (section === 'budget') return fields.put('purpose', cell);
  if (moneyUnitIn(cell.text) !== null) return fields.put('moneyUnit', cell);
  return unitIn(cell.text) !== null && fields.put('unit', cell);
}
