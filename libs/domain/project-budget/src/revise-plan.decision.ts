import { accept, reject, yearOf, type Decision } from '@budget/kernel';
import type { RevisePlan } from './project-budget.commands';
import type { PlanRevised } from './project-budget.events';
import type { ProjectBudgetRejection } from './project-budget.rejections';
import type { ProjectBudget } from './project-budget.state';
import { planDiffers } from './target-changes';
import { brokenPlanRule } from './target-rules';

/** A new version of the spending plan. One that changes nothing from its day on is refused: nobody re-dates a plan without a trace. */
export function revisePlan(state: ProjectBudget, { type: _, ...revision }: RevisePlan): Decision<PlanRevised, ProjectBudgetRejection> {
  if (state.status === 'unknown') return reject({ kind: 'project-not-found' });
  const { fiscalYear, plan, effectiveOn } = revision;
  if (yearOf(effectiveOn) !== fiscalYear)
    return reject({ kind: 'date-outside-fiscal-year', field: 'effectiveOn', date: effectiveOn, fiscalYear });
  const broken = brokenPlanRule(plan, fiscalYear);
  if (broken) return reject(broken);

  const latest = state.plans.at(-1);
  if (latest && latest.effectiveOn <= effectiveOn && !planDiffers(latest.plan, plan))
    return reject({ kind: 'plan-unchanged', version: latest.version, effectiveOn: latest.effectiveOn });
  return accept({ type: 'PlanRevised', schemaVersion: 1, data: { ...revision, planVersion: state.plans.length + 1 } });
}
