import { alertDecider, alertPolicyV1, type AlertEvent } from '@budget/domain/alerts';
import {
  effectivePlan,
  milestoneCheckDecider,
  milestonePolicyV1,
  planDueAt,
  plannedAmount,
  type JudgeMilestone,
  type MilestoneJudged,
} from '@budget/domain/milestones';
import {
  currentBudget,
  netPaidUpTo,
  projectBudgetDecider,
  type ProjectBudgetCommand,
  type ProjectBudgetEvent,
  type ProjectBudgetRejection,
} from '@budget/domain/project-budget';
import { addDays, type Decision, type LocalDate } from '@budget/kernel';

export const PROJECT = { projectCode: '13043425P00000110076T', fiscalYear: 2025 } as const;
const UNIT = '203001';

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
    const { targets, planVersion } = this.registered();
    const milestone = effectivePlan(targets.plan).find((one) => one.date === date);
    if (!milestone) throw new Error(`The plan has no milestone at ${date}`);
    const latest = this.checks.get(date)?.data ?? null;
    const decision = milestoneCheckDecider.decide(
      { latest },
      {
        type: 'JudgeMilestone',
        ...PROJECT,
        ...this.counted(),
        unitCode: UNIT,
        milestone,
        budget: currentBudget(this.project).total,
        actual: netPaidUpTo(this.project, date),
        policy: milestonePolicyV1,
        planVersion,
        trigger,
      },
    );
    const judged = decision.ok ? decision.value[0] : undefined;
    if (judged) this.checks.set(date, judged);
    return judged ?? null;
  }

  /** A milestone is due from the day after it. */
  assess(today: LocalDate): readonly AlertEvent[] {
    const { targets, planVersion } = this.registered();
    const due = planDueAt(targets.plan, addDays(today, -1));
    const budget = currentBudget(this.project).total;
    const assessment = due && {
      budget,
      plannedPercent: due.percent,
      plannedAmount: plannedAmount(budget, due.percent),
      actual: netPaidUpTo(this.project, today),
      milestone: due.date,
      asOf: today,
      planVersion,
      policyVersion: milestonePolicyV1.version,
      ...this.counted(),
      projectName: targets.name,
      unitCode: UNIT,
    };
    const command = { type: 'AssessLag', ...PROJECT, rule: 'milestone-missed', assessment, policy: alertPolicyV1 } as const;
    const decision = alertDecider.decide(this.alert, command);
    if (!decision.ok) throw new Error(`A lag is never refused: ${decision.failure.kind}`);
    this.alert = decision.value.reduce(alertDecider.evolve, this.alert);
    return decision.value;
  }

  private counted() {
    return { throughVersion: String(this.facts.length - 1), throughPosition: String(this.facts.length) };
  }

  private registered() {
    if (this.project.status === 'unknown') throw new Error('The project is not registered');
    return this.project;
  }
}
