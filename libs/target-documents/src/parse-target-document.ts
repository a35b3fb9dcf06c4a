import { fail, ok, type Result } from '@budget/kernel';
import { findingOf, type Finding } from './finding';
import { documentFindings } from './findings/document.rules';
import { projectFindings } from './findings/project-findings';
import { fiscalYearOf } from './fiscal-year';
import { Leftovers } from './leftovers';
import { mostFrequent } from './most-frequent';
import { narrativeSections } from './narrative-sections';
import type { ParsedProject, ParsedTargetDocument, PublishedUnit } from './parsed-target-document';
import { parseProjectTable, type ProjectReading } from './project-table.parser';
import { datedPlan } from './spending-plan.parser';
import { splitProjects } from './split-projects';
import type { DocumentModel } from './table-model';
import { unreadable, type UnreadableDocument } from './unreadable-document';

/** `fiscalYear`: the year the person who imports says it is; it outranks what the document says. */
export type ParseOptions = { readonly fiscalYear?: number };

const MOST_PROJECTS = 50_000;

/** From the table model of any reader to projects, findings and what was not understood. Refused when no project table is in it. */
export function parseTargetDocument(model: DocumentModel, options: ParseOptions = {}): Result<ParsedTargetDocument, UnreadableDocument> {
  const leftovers = new Leftovers();
  const split = splitProjects(model, leftovers);
  if (split.projects.length === 0) {
    return fail(
      unreadable('文件中没有找到项目绩效目标表（含“项目编码”“资金支出计划”“一级指标”等栏目的表格）；请确认上传的是部门绩效文本。'),
    );
  }
  if (split.projects.length > MOST_PROJECTS)
    return fail(unreadable(`文件中的项目超过 ${MOST_PROJECTS} 个；请按单位拆成几个文件分别上传。`));

  const readings = split.projects.map((rows) => parseProjectTable(rows, leftovers));
  const stated = fiscalYearOf(split.narrative, readings);
  const fiscalYear = options.fiscalYear ?? stated;
  const findings = projectFindings(readings, fiscalYear);
  const projects = readings.map((reading, index) => projectOf(reading, findings[index] ?? [], fiscalYear));
  const document = {
    fiscalYear,
    region: mostFrequent(projects.flatMap(({ projectCode }) => /^\d{6}/.exec(projectCode ?? '')?.[0] ?? [])),
    units: unitsOf(projects),
    narrative: narrativeSections(split.narrative),
    projects,
  };
  return ok({
    ...document,
    findings: [...yearFindings(stated, options), ...documentFindings({ ...document, markup: model.markup })],
    notUnderstood: leftovers.listed(),
  });
}

const projectOf = (reading: ProjectReading, findings: readonly Finding[], fiscalYear: number | null): ParsedProject => {
  const { hasPlan: _plan, hasIndicators: _indicators, brokenRows: _rows, ...project } = reading;
  return { ...project, plan: datedPlan(reading.plan, fiscalYear), findings };
};

function unitsOf(projects: readonly ParsedProject[]): readonly PublishedUnit[] {
  const units = new Map<string, PublishedUnit>();
  for (const { unit } of projects) if (unit && !units.has(unit.code)) units.set(unit.code, unit);
  return [...units.values()];
}

function yearFindings(stated: number | null, { fiscalYear }: ParseOptions): readonly Finding[] {
  if (fiscalYear === undefined || stated === null || stated === fiscalYear) return [];
  const message = `文件写的是 ${stated} 年度，导入时指定的是 ${fiscalYear} 年度，按后者读取；请确认年度。`;
  return [findingOf('fiscal-year-differs', 'fiscalYear', message, [])];
}
