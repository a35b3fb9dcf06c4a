import type { StatedTargets } from '@budget/domain/project-budget';
import { lastDayOf, Money, type AmountText } from '@budget/kernel';
import type { ParsedProject } from '@budget/target-documents';

const NOTHING = Money.zero.toText();

/** A project that can be registered: code, name, unit and budget are there and no finding is an error. */
export type ReadableProject = ParsedProject & {
  readonly projectCode: string;
  readonly name: string;
  readonly unit: NonNullable<ParsedProject['unit']>;
  readonly budget: ParsedProject['budget'] & { readonly total: AmountText };
};

export const isReadable = (project: ParsedProject): project is ReadableProject =>
  project.projectCode !== null &&
  project.name !== null &&
  project.unit !== null &&
  project.budget.total !== null &&
  !project.findings.some(({ severity }) => severity === 'error');

/** Published targets in the words of the domain. A blank fund source is nothing; the plan's days lie in the fiscal year of the import. */
export function statedTargets(project: ReadableProject, fiscalYear: number, region: string | null): StatedTargets {
  return {
    name: project.name,
    unit: { code: project.unit.code, name: project.unit.name },
    region,
    purpose: project.purpose,
    objectives: [...project.objectives],
    budget: { fiscal: project.budget.fiscal ?? NOTHING, other: project.budget.other ?? NOTHING, carriedOver: NOTHING },
    plan: project.plan.map(({ month, label, percent }) => ({ date: lastDayOf(fiscalYear, month), label, percent })),
    indicators: project.indicators.map(({ level1, level2, level3, description, target, basis }) => ({
      level1,
      level2,
      level3,
      description,
      target,
      basis,
      weight: null,
    })),
    findings: project.findings.map(({ code, severity, field, message, evidence }) => ({
      code,
      severity,
      field,
      message,
      evidence: evidence.map(({ text, place }) => ({ text, place })),
    })),
  };
}
