import { FieldCells } from './field-cells';
import { labelIn, moneyUnitIn, unitIn } from './form-labels';
import { parseIndicatorTable } from './indicator-table.parser';
import type { Leftovers } from './leftovers';
import { parseObjectives } from './objectives.parser';
import type { ParsedProject } from './parsed-target-document';
import { moneyUnitOf, readAmount, type MoneyUnit } from './printed-number';
import { checkProjectCode } from './project-code';
import { parseProjectHead } from './project-head.parser';
import type { ProjectRows } from './split-projects';
import { parseSpendingPlan } from './spending-plan.parser';
import type { Row } from './table-model';

/** A project as read, before it is judged. `hasPlan` and `hasIndicators` tell whether the form has those parts at all. */
export type ProjectReading = Omit<ParsedProject, 'findings'> & {
  readonly hasPlan: boolean;
  readonly hasIndicators: boolean;
  readonly brokenRows: readonly Row[];
};

/** Reads one project out of its rows: labels and headings decide, never positions. */
export function parseProjectTable({ title, rows }: ProjectRows, leftovers: Leftovers): ProjectReading {
  const fields = new FieldCells();
  if (title) fields.put('title', title);
  const header = rows.findIndex((row) => row.some(({ text }) => labelIn(text)?.kind === 'indicators'));
  const head = parseProjectHead((header < 0 ? rows : rows.slice(0, header)).flat(), fields, leftovers);
  const plan = parseSpendingPlan(head.planCells, fields, leftovers);
  const objectives = parseObjectives(head.objectiveCells, fields);
  const table = header < 0 ? null : parseIndicatorTable(rows.slice(header), fields, leftovers);

  const projectCode = fields.text('projectCode').replace(/\s/g, '') || null;
  const unit = tableMoneyUnit(fields);
  const amount = (field: string) => (unit ? readAmount(fields.text(field), unit) : null);
  return {
    projectCode,
    codeCheck: projectCode === null ? 'unchecked' : checkProjectCode(projectCode),
    name: fields.text('name') || null,
    unit: unitIn(fields.text('unit')),
    budget: { fiscal: amount('budget.fiscal'), other: amount('budget.other'), total: amount('budget.total') },
    purpose: fields.text('purpose'),
    objectives,
    plan,
    indicators: table?.indicators ?? [],
    published: fields.toRecord(),
    hasPlan: plan.length > 0,
    hasIndicators: table !== null,
    brokenRows: table?.brokenRows ?? [],
  };
}

/** The form is printed in 万元; a table that names no unit is read so and says so in a finding. */
function tableMoneyUnit(fields: FieldCells): MoneyUnit | null {
  const printed = moneyUnitIn(fields.text('moneyUnit'));
  return printed === null ? '万元' : moneyUnitOf(printed);
}
