import { alertPolicyV1, type AssessLag } from '@budget/domain/alerts';
import { planDueAt, plannedAmount } from '@budget/domain/milestones';
import { netPaidUpTo } from '@budget/domain/project-budget';
import { addDays, type LocalDate } from '@budget/kernel';
import type { WatchedProject } from '../watched-projects';

/**
 * What the lag rule is asked on `today`: the net paid by then against the last stated checkpoint whose day is over, in 元.
 * The service, the simulated years and the scenarios all ask it this way.
 */
export function lagToAssess({ project, throughVersion, throughPosition }: WatchedProject, today: LocalDate): AssessLag {
  const due = planDueAt(project.targets.plan, addDays(today, -1));
  return {
    type: 'AssessLag',
    rule: 'milestone-missed',
    projectCode: project.projectCode,
    fiscalYear: project.fiscalYear,
    policy: alertPolicyV1,
    assessment: due && {
      budget: project.budget.total,
      plannedPercent: due.percent,
      plannedAmount: plannedAmount(project.budget.total, due.percent),
      actual: netPaidUpTo(project, today),
      milestone: due.date,
      asOf: today,
      planVersion: project.planVersion,
      policyVersion: alertPolicyV1.version,
      throughVersion: String(throughVersion),
      throughPosition: String(throughPosition),
      projectName: project.targets.name,
      unitCode: project.targets.unit.code,
    },
  };
}
