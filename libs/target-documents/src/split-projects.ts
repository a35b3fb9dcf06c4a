import { isBlank } from './cell-text';
import { labelIn, moneyUnitIn, unitIn } from './form-labels';
import type { Leftovers } from './leftovers';
import { isTableTitle } from './table-title';
import type { DocumentModel, Paragraph, Row } from './table-model';

/** The rows of one project's table or tables, under the title they stand beneath. */
export type ProjectRows = { readonly title: Paragraph | null; readonly rows: readonly Row[] };

export type SplitDocument = { readonly narrative: readonly Paragraph[]; readonly projects: readonly ProjectRows[] };

const NOT_A_PROJECT =
  '这一段不是完整的项目绩效目标表（至少要有项目编码、项目名称、预算、支出计划、绩效目标中的两项），没有读取；请检查文件是否在此中断。';
const STRAY_PARAGRAPH = '表格之间的文字不属于任何项目，没有读取；请确认是否遗漏了表格。';

/** Cuts a document into projects: at every title, and where 项目编码 or 项目名称 comes again without one. */
export function splitProjects({ blocks }: DocumentModel, leftovers: Leftovers): SplitDocument {
  const narrative: Paragraph[] = [];
  const projects: ProjectRows[] = [];
  let open: OpenProject | null = null;

  const close = (): void => {
    if (open?.isProject()) projects.push({ title: open.title, rows: open.rows });
    else if (open) leftovers.add([...(open.title ? [open.title] : []), ...open.rows.flat()], NOT_A_PROJECT);
    open = null;
  };

  for (const block of blocks) {
    if (block.kind === 'paragraph') {
      if (isTableTitle(block.text)) {
        close();
        open = new OpenProject(block);
      } else if (open || projects.length > 0) leftovers.add([block], STRAY_PARAGRAPH);
      else narrative.push(block);
      continue;
    }
    for (const row of block.rows) {
      let current: OpenProject = open ?? new OpenProject(null);
      if (current.repeats(row)) {
        const heading = current.withoutTrailingHeading();
        open = current;
        close();
        current = new OpenProject(null);
        for (const headingRow of heading) current.add(headingRow);
      }
      current.add(row);
      open = current;
    }
  }
  close();
  return { narrative, projects };
}

class OpenProject {
  readonly rows: Row[] = [];
  private readonly seen = new Set<string>();
  private inIndicators = false;

  constructor(readonly title: Paragraph | null) {}

  add(row: Row): void {
    for (const label of this.labelsOf(row)) {
      this.seen.add(label);
      if (label === 'indicators') this.inIndicators = true;
    }
    this.rows.push(row);
  }

  isProject(): boolean {
    return this.seen.size >= 2;
  }

  repeats(row: Row): boolean {
    return this.labelsOf(row).some((label) => (label === 'projectCode' || label === 'name') && this.seen.has(label));
  }

  /** Unit and money unit stand above 项目编码: when a table follows without a title they are the last rows here. */
  withoutTrailingHeading(): readonly Row[] {
    const isHeading = (row: Row): boolean =>
      row.every(({ text }) => isBlank(text) || unitIn(text) !== null || moneyUnitIn(text) !== null || /绩效目标表$/.test(text.trim()));
    let from = this.rows.length;
    while (from > 0 && isHeading(this.rows[from - 1] ?? [])) from -= 1;
    return this.rows.splice(from);
  }

  // In an indicator row only the first cell can be a label: 项目名称 may well be the name of an indicator.
  private labelsOf(row: Row): readonly string[] {
    return (this.inIndicators ? row.slice(0, 1) : row).flatMap(({ text }) => {
      const label = labelIn(text);
      if (!label) return [];
      return label.kind === 'field' ? [label.field] : label.kind === 'section' ? [label.section] : ['indicators'];
    });
  }
}
