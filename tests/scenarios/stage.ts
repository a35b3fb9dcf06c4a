import { lagToAssess, milestoneToJudge, type WatchedProject } from '@budget/alerting-service';
import { alertDecider, type AlertEvent } from '@budget/domain/alerts';
import { milestoneCheckDecider, type JudgeMilestone, type MilestoneJudged } from '@budget/domain/milestones';
import {
  projectBudgetDecider,
  type ProjectBudgetCommand,
  type ProjectBudgetEvent,
  type ProjectBudgetRejection,
} from '@budget/domain/project-budget';
import type { Decision, LocalDate } from '@budget/kernel';

export const PROJECT = { projectCode: '13043425P00000110076T', fiscalYear: 2025 } as const;

/** One project with its checks and its alert, wired as the services wire them, without store and clock. */
export class Stage {
  readonly facts: ProjectBudgetEvent[] = [];
  project = projectBudgetDecider.initialState;
  private alert = alertDecider.initialState;
  private readonly checks = new Map<LocalDate, MilestoneJudged>();

  handle(command: ProjectBudgetCommand): Decision<ProjectBudgetEvent, ProjectBudgetRejection> {
    const decision = projectBudgetDecider.decide(this.project, command);
    if (decision.ok) {
      this.facts.push(...decision.value);
      this.project = decision.value.reduce(projectBudgetDecider.evolve, this.project);
    }
    return decision;
  }

  judge(date: LocalDate, trigger: JudgeMilestone['trigger']): MilestoneJudged | null {
    const command = milestoneToJudge(this.watched(), date, trigger);
    if (!command) throw new Error(`The plan has no milestone at ${date}`);
    const decision = milestoneCheckDecider.decide({ latest: this.checks.get(date)?.data ?? null }, command);
    const judged = decision.ok ? decision.value[0] : undefined;
    if (judged) this.checks.set(date, judged);
    return judged ?? null;
  }

  assess(today: LocalDate): readonly AlertEvent[] {
    const decision = alertDecider.decide(this.alert, lagToAssess(this.watched(), today));
    if (!decision.ok) throw new Error(`A lag is never refused: ${decision.failure.kind}`);
    this.alert = decision.value.reduce(alertDecider.evolve, this.alert);
    return decision.value;
  }

  private watched(): WatchedProject {
    const { project, facts } = this;
    if (project.status === 'unknown') throw new Error('The project is not registered');
    return { project, throughVersion: BigInt(facts.length - 1), throughPosition: BigInt(facts.length) };
  }
}
