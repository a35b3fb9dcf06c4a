import { milestoneAt, milestonePolicyV1, type JudgeMilestone } from '@budget/domain/milestones';
import { netPaidUpTo } from '@budget/domain/project-budget';
import type { LocalDate } from '@budget/kernel';
import type { WatchedProject } from '../watched-projects';

/** What is to be judged of a project at one milestone, in 元, with everything counted so far; null when its plan has no such date. */
export function milestoneToJudge(
  { project, throughVersion, throughPosition }: WatchedProject,
  date: LocalDate,
  trigger: JudgeMilestone['trigger'],
): JudgeMilestone | null {
  const milestone = milestoneAt(project.targets.plan, date);
  return (
    milestone && {
      type: 'JudgeMilestone',
      projectCode: project.projectCode,
      fiscalYear: project.fiscalYear,
      unitCode: project.targets.unit.code,
      milestone,
      budget: project.budget.total,
      actual: netPaidUpTo(project, date),
      policy: milestonePolicyV1,
      planVersion: project.planVersion,
      throughVersion: String(throughVersion),
      throughPosition: String(throughPosition),
      trigger,
    }
  );
}
