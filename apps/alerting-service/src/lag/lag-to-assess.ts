import { alertPolicyV1, type AssessLag } from '@budget/domain/alerts';
import { planDueAt, plannedAmount } from '@budget/domain/milestones';
import { currentBudget, netPaidUpTo, planInForce } from '@budget/domain/project-budget';
import { addDays, type LocalDate } from '@budget/kernel';
import type { WatchedProject } from '../watched-projects';

/**
 * What the lag rule is asked on `today`: the net paid by then against the last stated checkpoint whose day is over, in 元.
 * The service, the simulated years and the scenarios all ask it this way.
 */
export function lagToAssess({ project, throughVersion, throughPosition }: WatchedProject, today: LocalDate): AssessLag {
  const closed = addDays(today, -1);
  const { plan, version } = planInForce(project.plans, closed);
  const due = planDueAt(plan, closed);
  const budget = currentBudget(project, today).total;
  return {
    type: 'AssessLag',
    rule: 'milestone-missed',
    projectCode: project.projectCode,
    fiscalYear: project.fiscalYear,
    policy: alertPolicyV1,
    assessment: due && {
      budget,
      plannedPercent: due.percent,
      plannedAmount: plannedAmount(budget, due.percent),
      actual: netPaidUpTo(project, today),
      milestone: due.date,
      asOf: today,
      planVersion: version,
      policyVersion: alertPolicyV1.version,
      throughVersion: String(throughVersion),
      throughPosition: String(throughPosition),
      projectName: project.targets.name,
      unitCode: project.targets.unit.code,
    },
  };
}
