import { accept, reject, type Decision } from '@budget/kernel';
import { budgetOn, budgetSum } from './budget-over-time';
import { lastDayOfYear } from './fiscal-year';
import { numbered, renumbered } from './indicator-ids';
import type { ImportTargets, RegisterProject, StatedTargets } from './project-budget.commands';
import type { PlannedIndicator, ProjectBudgetEvent, ProjectTargets, TargetSource } from './project-budget.events';
import { netPaid } from './project-budget.queries';
import type { ProjectBudgetRejection } from './project-budget.rejections';
import type { ProjectBudget, RegisteredProject } from './project-budget.state';
import { changesBetween } from './target-changes';
import { brokenTargetRule } from './target-rules';

type Outcome = Decision<ProjectBudgetEvent, ProjectBudgetRejection>;

export function registerProject(state: ProjectBudget, command: RegisterProject): Outcome {
  if (state.status === 'unknown') return register(command, { documentId: null });
  const { changes } = revisionOf(state, command.targets);
  return changes.length === 0 ? accept() : reject({ kind: 'project-already-registered' });
}

export function importTargets(state: ProjectBudget, command: ImportTargets): Outcome {
  if (state.status === 'unknown') return register(command, command.source);
  const { projectCode, fiscalYear, source } = command;
  const { targets, changes } = revisionOf(state, command.targets);
  if (changes.length === 0) return accept();

  const broken = brokenTargetRule(targets, fiscalYear) ?? budgetBelowNetPaid(state, targets);
  if (broken) return reject(broken);
  return accept({ type: 'ProjectTargetsRevised', schemaVersion: 1, data: { projectCode, fiscalYear, ...targets, source, changes } });
}

function register({ projectCode, fiscalYear, targets }: RegisterProject | ImportTargets, source: TargetSource): Outcome {
  const broken = brokenTargetRule(targets, fiscalYear);
  if (broken) return reject(broken);
  const facts = withIndicators(targets, numbered(targets.indicators));
  return accept({ type: 'ProjectRegistered', schemaVersion: 1, data: { projectCode, fiscalYear, ...facts, source } });
}

function revisionOf(project: RegisteredProject, stated: StatedTargets) {
  const targets = withIndicators(stated, renumbered(project.targets.indicators, stated.indicators, project.highestIndicatorNo));
  return { targets, changes: changesBetween(project.targets, targets) };
}

function budgetBelowNetPaid(project: RegisteredProject, { budget }: ProjectTargets): ProjectBudgetRejection | null {
  const { total } = budgetOn({ ...project.budget, published: budgetSum(budget) }, lastDayOfYear(project.fiscalYear));
  const net = netPaid(project);
  return net.exceeds(total) ? { kind: 'budget-below-net-paid', budget: total.toText(), netPaid: net.toText() } : null;
}

const withIndicators = (
  { name, unit, region, purpose, objectives, budget, plan, findings }: StatedTargets,
  indicators: readonly PlannedIndicator[],
): ProjectTargets => ({ name, unit, region, purpose, objectives, budget, plan, indicators, findings });
