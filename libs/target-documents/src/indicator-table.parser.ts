import { parseTarget } from '@budget/domain/indicators';
import { cellText, isBlank } from './cell-text';
import type { FieldCells } from './field-cells';
import { columnIn, type IndicatorColumn } from './form-labels';
import type { Leftovers } from './leftovers';
import type { ParsedIndicator } from './parsed-target-document';
import type { Cell, Row } from './table-model';
import { wholeRows } from './whole-rows';

export type IndicatorTable = { readonly indicators: readonly ParsedIndicator[]; readonly brokenRows: readonly Row[] };

/**
 * Reads the indicator rows under their header. Columns are found by their headings and each 二级指标 in its own cell, since
 * their order differs between projects; a blank 一级指标 means "as above".
 */
export function parseIndicatorTable(rows: readonly Row[], fields: FieldCells, leftovers: Leftovers): IndicatorTable {
  const { columns, body } = splitHeader(rows, leftovers);
  const indicators: ParsedIndicator[] = [];
  const brokenRows: Row[] = [];
  let level1 = '';
  for (const { cells: row, isWhole } of wholeRows(body, columns.length)) {
    if (!isWhole) {
      leftovers.add(row, `绩效指标行应有 ${columns.length} 个单元格，这一行有 ${row.length} 个，没有读取；请核对表格。`);
      brokenRows.push(row);
      level1 = level1After(row, level1);
      continue;
    }
    if (row.every(({ text }) => isBlank(text)) || isRepeatedHeader(row)) continue;
    const cells = cellsByColumn(row, columns, leftovers);
    const text = (column: IndicatorColumn): string => cellText(cells.get(column)?.text ?? '');
    level1 = text('level1') || level1;
    for (const [column, cell] of cells) fields.put(`indicators[${indicators.length}].${column}`, cell);
    const words = { level1, level2: text('level2'), level3: text('level3'), description: text('description') };
    const target = text('target');
    indicators.push({ ...words, target, basis: text('basis'), parsed: parseTarget(target, words), place: row[0]?.place ?? {} });
  }
  return { indicators, brokenRows };
}

/** Rows under a broken one must not fall under the level 1 of the group before it. */
function level1After(brokenRow: Row, before: string): string {
  const first = cellText(brokenRow[0]?.text ?? '');
  if (first === '') return before;
  return first.endsWith('指标') && first.length <= 12 ? first : '';
}

type Columns = readonly (IndicatorColumn | null)[];

function splitHeader(rows: readonly Row[], leftovers: Leftovers): { readonly columns: Columns; readonly body: readonly Row[] } {
  const [first = [], ...rest] = rows;
  const more = rest.findIndex((row) => !row.every(({ text }) => columnIn(text)));
  const header = [...first, ...rest.slice(0, Math.max(0, more)).flat()];
  const columns = header.map(({ text }) => columnIn(text) ?? null);
  leftovers.add(
    header.filter(({ text }) => !columnIn(text)),
    '绩效指标表的这一列不认识，整列没有读取；请核对表头。',
  );
  return { columns, body: rest.slice(Math.max(0, more)) };
}

function cellsByColumn(row: Row, columns: Columns, leftovers: Leftovers): ReadonlyMap<IndicatorColumn, Cell> {
  const cells = new Map<IndicatorColumn, Cell>();
  row.forEach((cell, index) => {
    const column = columns[index];
    if (column && !cells.has(column)) cells.set(column, cell);
    else leftovers.add([cell], '绩效指标表中不认识的列，没有读取；请核对表头。');
  });
  return cells;
}

const isRepeatedHeader = (row: Row): boolean => row.every(({ text }) => columnIn(text) !== undefined);
