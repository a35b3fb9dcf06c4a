import { alertAggregate, alertPolicyV1, alertStream, type Alert, type AssessLag } from '@budget/domain/alerts';
import { planDueAt, plannedAmount } from '@budget/domain/milestones';
import { netPaidUpTo } from '@budget/domain/project-budget';
import { addDays, type LocalDate } from '@budget/kernel';
import { handleCommand, NotNow, type AppendOptions, type EventStore, type NewId, type StreamMemory } from '@budget/ports';
import type { ProjectKey, WatchedProject, WatchedProjects } from '../watched-projects';

/** Holds what was paid so far against the last checkpoint whose day is over, and raises, reassesses or resolves the alert. */
export class LagAssessor {
  constructor(
    private readonly store: EventStore,
    private readonly projects: WatchedProjects,
    private readonly memory: StreamMemory<Alert>,
    private readonly newId: NewId,
  ) {}

  async assess(key: ProjectKey, today: LocalDate, options: AppendOptions): Promise<void> {
    const watched = await this.projects.current(key);
    if (!watched) return;
    const command: AssessLag = {
      type: 'AssessLag',
      rule: 'milestone-missed',
      projectCode: key.projectCode,
      fiscalYear: key.fiscalYear,
      assessment: assessmentOf(watched, today),
      policy: alertPolicyV1,
    };
    const stream = alertStream({ ...key, rule: command.rule });
    const outcome = await handleCommand({ store: this.store, memory: this.memory, newId: this.newId }, alertAggregate, {
      stream,
      command,
      options,
    });
    if (!outcome.ok) throw new NotNow(`Alert ${stream} could not be assessed: ${outcome.failure.kind}`);
  }
}

function assessmentOf({ project, throughVersion, throughPosition }: WatchedProject, today: LocalDate): AssessLag['assessment'] {
  const due = planDueAt(project.targets.plan, addDays(today, -1));
  if (!due) return null;
  return {
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
  };
}
