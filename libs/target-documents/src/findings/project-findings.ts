import { findingOf, type Finding } from '../finding';
import type { ProjectReading } from '../project-table.parser';
import { fundingShortfallRule, totalCostRule, unitCostRule } from './cost.rules';
import { quoted, type FindingRule, type JudgedProject } from './finding-rule';
import {
  nameIsDocumentTitleRule,
  priorYearCodeRule,
  projectCodeRule,
  smallPopulationRule,
  staleTextRule,
  titleRule,
} from './identity.rules';
import { deadlineRule, paymentFrequencyRule } from './plan-against-indicators.rules';
import { planShapeRule, planStructureRule } from './plan.rules';
import { budgetRule, formRule, identityRule } from './structure.rules';
import { targetRule } from './target.rules';
import { textArtefactRule } from './text-artefact.rule';

const MOST_EVIDENCE = 20;

const RULES: readonly FindingRule[] = [
  ...[identityRule, budgetRule, planStructureRule, formRule, projectCodeRule, priorYearCodeRule, titleRule, nameIsDocumentTitleRule],
  ...[planShapeRule, paymentFrequencyRule, deadlineRule, targetRule, totalCostRule, unitCostRule, smallPopulationRule],
  ...[fundingShortfallRule, staleTextRule, textArtefactRule],
];

/** All findings of every project, faults of structure first. A code that stands twice keeps all its projects out. */
export function projectFindings(projects: readonly ProjectReading[], fiscalYear: number | null): readonly (readonly Finding[])[] {
  const byCode = new Map<string, ProjectReading[]>();
  for (const project of projects) {
    if (project.projectCode === null) continue;
    const same = byCode.get(project.projectCode);
    if (same) same.push(project);
    else byCode.set(project.projectCode, [project]);
  }
  return projects.map((project) => {
    const judged: JudgedProject = { ...project, fiscalYear };
    return [...duplicateFindings(judged, byCode.get(project.projectCode ?? '') ?? []), ...RULES.flatMap((rule) => rule(judged))];
  });
}

function duplicateFindings(project: JudgedProject, same: readonly ProjectReading[]): readonly Finding[] {
  const code = project.projectCode;
  if (code === null || same.length < 2) return [];
  const message = `项目编码${quoted(code)}在文件中出现 ${same.length} 次，无法确定以哪一个为准；请核对后只保留一个。`;
  const cells = same.slice(0, MOST_EVIDENCE).map(({ published }) => published['projectCode']);
  return [findingOf('duplicate-project-code', 'projectCode', message, cells)];
}
