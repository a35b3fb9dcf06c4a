import { milestoneAt, milestonePolicyV1, type JudgeMilestone } from '@budget/domain/milestones';
import { currentBudget, netPaidUpTo, planInForce } from '@budget/domain/project-budget';
import type { LocalDate } from '@budget/kernel';
import type { WatchedProject } from '../watched-projects';

/**
 * What is to be judged of a project at one milestone, in 元, with everything counted so far: by the plan and the budget in force on that day. Null
 * when that plan has no such date.
 */
export function milestoneToJudge(
  { project, throughVersion, throughPosition }: WatchedProject,
  date: LocalDate,
  trigger: JudgeMilestone['trigger'],
): JudgeMilestone | null {
  const { plan, version } = planInForce(project.plans, date);
  const milestone = milestoneAt(plan, date);
  return (
    milestone && {
      type: 'JudgeMilestone',
      projectCode: project.projectCode,
      fiscalYear: project.fiscalYear,
      unitCode: project.targets.unit.code,
      milestone,
      budget: currentBudget(project, date).total,
      actual: netPaidUpTo(project, date),
      policy: milestonePolicyV1,
      planVersion: version,
      throughVersion: String(throughVersion),
      throughPosition: String(throughPosition),
      trigger,
    }
  );
}
