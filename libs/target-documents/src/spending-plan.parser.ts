import { lastDayOf } from '@budget/kernel';
import { cellText, isBlank } from './cell-text';
import type { FieldCells } from './field-cells';
import { milestoneMonthIn } from './form-labels';
import type { Leftovers } from './leftovers';
import type { ParsedMilestone } from './parsed-target-document';
import { readPercent } from './printed-number';
import type { Cell } from './table-model';

type Column = { readonly month: number; readonly header: Cell; readonly value: Cell | undefined };

/**
 * Reads 资金支出计划: the header cells name the months, the value cells follow in the same order, after the blank cell of the
 * merged first column. A milestone without a value cell has no "plan[n].percent" among the fields.
 */
export function parseSpendingPlan(cells: readonly Cell[], fields: FieldCells, leftovers: Leftovers): readonly ParsedMilestone[] {
  const afterHeaders = cells.findIndex((cell) => !isBlank(cell.text) && milestoneMonthIn(cell.text) === null);
  const headers = (afterHeaders < 0 ? cells : cells.slice(0, afterHeaders)).filter((cell) => milestoneMonthIn(cell.text) !== null);
  const lastHeader = headers.at(-1);
  const rest = cells.slice(lastHeader ? cells.indexOf(lastHeader) + 1 : 0);
  const values = startsWithMergedCell(rest, headers.length) ? rest.slice(1) : rest;

  const columns = headers
    .map((header, index): Column => ({ month: milestoneMonthIn(header.text) ?? 0, header, value: values[index] }))
    .sort((one, other) => one.month - other.month);
  leftovers.add(values.slice(headers.length), '资金支出计划中多出的单元格没有读取；请核对计划栏的列数。');

  return columns.map(({ month, header, value }, index) => {
    fields.put(`plan[${index}].label`, header);
    if (value) fields.put(`plan[${index}].percent`, value);
    return { month, date: null, label: cellText(header.text), percent: value ? readPercent(value.text) : null };
  });
}

// The label cell stands over the values as well. In the text form that cell is empty, while a blank value is one space: so a lost
// value is not taken for it.
function startsWithMergedCell(cells: readonly Cell[], months: number): boolean {
  const first = cells[0]?.text;
  return first !== undefined && isBlank(first) && (cells.length > months || first === '');
}

/** The same plan with the dates of a fiscal year. */
export const datedPlan = (plan: readonly ParsedMilestone[], fiscalYear: number | null): readonly ParsedMilestone[] =>
  plan.map((milestone) => ({ ...milestone, date: fiscalYear === null ? null : lastDayOf(fiscalYear, milestone.month) }));
