import type { TargetDocumentAnswer } from '@budget/contracts';
import { parseTarget } from '@budget/domain/indicators';
import { effectivePlan } from '@budget/domain/milestones';
import {
  describeRejection,
  projectBudgetDecider,
  type ProjectBudget,
  type ProjectBudgetEvent,
  type ProjectBudgetRejection,
  type ProjectCode,
  type ProjectTargets,
} from '@budget/domain/project-budget';
import { lastDayOf, Money, Percent, type AmountText, type Decision } from '@budget/kernel';
import type { ParsedProject } from '@budget/target-documents';
import { isReadable, statedTargets } from './stated-targets';

type ImportedView = TargetDocumentAnswer['projects'][number];

/** What importing one project would do, or did: its facts (none when unchanged or rejected) and what the caller is told. */
export type ImportedProject = { readonly code: string | null; readonly events: readonly ProjectBudgetEvent[]; readonly view: ImportedView };

type Of = { readonly fiscalYear: number; readonly region: string | null; readonly documentId: string };

/** Decides one project of a document against what is stored. Pure: nothing is written here. */
export function importProject(project: ParsedProject, state: ProjectBudget, { fiscalYear, region, documentId }: Of): ImportedProject {
  if (!isReadable(project)) return rejected(project, fiscalYear, []);
  const decision: Decision<ProjectBudgetEvent, ProjectBudgetRejection> = projectBudgetDecider.decide(state, {
    type: 'ImportTargets',
    projectCode: project.projectCode as ProjectCode,
    fiscalYear,
    targets: statedTargets(project, fiscalYear, region),
    source: { documentId },
  });
  if (!decision.ok) return rejected(project, fiscalYear, [decision.failure]);

  const after = decision.value.reduce(projectBudgetDecider.evolve, state);
  if (after.status !== 'registered') throw new Error('An accepted import leaves the project registered');
  const [fact] = decision.value;
  const outcome = fact === undefined ? 'unchanged' : fact.type === 'ProjectRegistered' ? 'registered' : 'changed';
  return {
    code: project.projectCode,
    events: decision.value,
    view: {
      ...headOf(project),
      ...targetsView(after.targets, after.plans.length),
      outcome,
      ...(fact?.type === 'ProjectTargetsRevised' ? { changes: fact.data.changes.map((change) => ({ ...change })) } : {}),
      findings: findingsOf(project),
    },
  };
}

function rejected(project: ParsedProject, fiscalYear: number, refusals: readonly ProjectBudgetRejection[]): ImportedProject {
  const budget = knownBudget(project);
  const asTargets = {
    budget: budget ?? NO_BUDGET,
    plan: project.plan.map(({ month, label, percent }) => ({ date: lastDayOf(fiscalYear, month), label, percent })),
    indicators: project.indicators.map((indicator, index) => ({ ...indicator, id: `i${index + 1}`, weight: null })),
    purpose: project.purpose,
    objectives: project.objectives,
  };
  return {
    code: project.projectCode,
    events: [],
    view: {
      ...headOf(project),
      ...targetsView(asTargets, 1),
      budget: budget && budgetView(budget),
      outcome: 'rejected',
      findings: [
        ...findingsOf(project),
        ...refusals.map((refusal) => ({
          code: refusal.kind,
          severity: 'error' as const,
          field: 'budget',
          message: describeRejection(refusal).detail,
          evidence: [],
        })),
      ],
    },
  };
}

const NO_BUDGET = { fiscal: Money.zero.toText(), other: Money.zero.toText(), carriedOver: Money.zero.toText() };

function knownBudget({ budget: { fiscal, other, total } }: ParsedProject): ProjectTargets['budget'] | null {
  if (total === null && fiscal === null) return null;
  return { fiscal: fiscal ?? (total as AmountText), other: other ?? NO_BUDGET.other, carriedOver: NO_BUDGET.carriedOver };
}

const headOf = ({ projectCode, codeCheck, name, unit }: ParsedProject) => ({
  projectCode,
  codeCheck,
  name,
  unitCode: unit?.code ?? null,
  unit: unit && { code: unit.code, name: unit.name },
});

const findingsOf = ({ findings }: ParsedProject): ImportedView['findings'] =>
  findings.map((finding) => ({ ...finding, evidence: finding.evidence.map((evidence) => ({ ...evidence })) }));

type Shown = Pick<ProjectTargets, 'budget' | 'plan' | 'indicators' | 'purpose' | 'objectives'>;

function targetsView({ budget, plan, indicators, purpose, objectives }: Shown, planVersion: number) {
  const { total } = budgetView(budget);
  return {
    budget: budgetView(budget),
    purpose,
    objectives: [...objectives],
    plan: {
      version: planVersion,
      milestones: effectivePlan(plan).map(({ date, label, stated, effective }) => ({
        date,
        label,
        statedPercent: stated?.toText() ?? null,
        effectivePercent: effective.toText(),
        plannedAmount: Money.parse(total).portion(effective).toText(),
      })),
    },
    indicators: indicators.map(({ id, level1, level2, level3, description, target, basis, weight }) => ({
      id,
      level1,
      level2,
      level3,
      description,
      target: parseTarget(target, { level3, description }),
      basis,
      weight: weight === null ? null : Percent.parse(weight).toText(),
      latest: null,
    })),
  };
}

export function budgetView({ fiscal, other, carriedOver }: ProjectTargets['budget']) {
  const total = Money.sum([fiscal, other, carriedOver].map((amount) => Money.parse(amount)));
  return { fiscal, other, carriedOver, total: total.toText() };
}
