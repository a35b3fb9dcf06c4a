import { alertDecider, alertPolicyV1, type Alert, type AlertEvent } from '@budget/domain/alerts';
import {
  effectivePlan,
  milestoneCheckDecider,
  milestonePolicyV1,
  planDueAt,
  plannedAmount,
  type MilestoneJudged,
} from '@budget/domain/milestones';
import {
  netPaid,
  projectBudgetDecider,
  type ProjectBudgetEvent,
  type RegisteredProject,
  type VoucherNo,
} from '@budget/domain/project-budget';
import { simulatedPayment, type Lump } from '@budget/domain/simulation';
import { addDays, localDateAt, type Instant, type LocalDate } from '@budget/kernel';
import type { Appended } from '@budget/ports';

export type NumberedLump = Lump & { readonly no: number };

/** The payments of one statement, each decided by the rules of payment, and the project after them. */
export function payments(
  project: RegisteredProject,
  lumps: readonly NumberedLump[],
  recordedAt: Instant,
): { readonly facts: readonly ProjectBudgetEvent[]; readonly after: RegisteredProject } {
  const { projectCode, fiscalYear } = project;
  const facts: ProjectBudgetEvent[] = [];
  let after = project;
  for (const lump of lumps) {
    const { kind: _, recordedAt: __, ...payment } = simulatedPayment(projectCode, lump.no, lump, recordedAt);
    const voucherNo = payment.voucherNo as VoucherNo;
    const today = localDateAt(recordedAt);
    const command = { type: 'RecordDisbursement', projectCode, fiscalYear, ...payment, voucherNo, payeeAccount: null, today } as const;
    const decision = projectBudgetDecider.decide(after, command);
    const [fact] = decision.ok ? decision.value : [];
    if (!fact) throw new Error(`Simulated payment ${voucherNo} is not accepted`);
    after = projectBudgetDecider.evolve(after, fact) as RegisteredProject;
    facts.push(fact);
  }
  return { facts, after };
}

/** The clock's judgement of a milestone with everything paid so far; nothing when the plan has no such date. */
export function judgement(project: RegisteredProject, date: LocalDate, through: Appended): readonly MilestoneJudged[] {
  const milestone = effectivePlan(project.targets.plan).find((step) => step.date === date);
  if (!milestone) return [];
  const decision = milestoneCheckDecider.decide(milestoneCheckDecider.initialState, {
    type: 'JudgeMilestone',
    projectCode: project.projectCode,
    fiscalYear: project.fiscalYear,
    unitCode: project.targets.unit.code,
    milestone,
    budget: project.budget.total,
    actual: netPaid(project),
    policy: milestonePolicyV1,
    planVersion: project.planVersion,
    throughVersion: String(through.version),
    throughPosition: String(through.position),
    trigger: 'clock',
  });
  return decision.ok ? decision.value : [];
}

/** What the lag rule says today, as the alerting service assesses it: mostly nothing. */
export function alertFacts(known: Alert, project: RegisteredProject, today: LocalDate, through: Appended): readonly AlertEvent[] {
  const due = planDueAt(project.targets.plan, addDays(today, -1));
  const decision = alertDecider.decide(known, {
    type: 'AssessLag',
    projectCode: project.projectCode,
    fiscalYear: project.fiscalYear,
    rule: 'milestone-missed',
    policy: alertPolicyV1,
    assessment: due && {
      budget: project.budget.total,
      plannedPercent: due.percent,
      plannedAmount: plannedAmount(project.budget.total, due.percent),
      actual: netPaid(project),
      milestone: due.date,
      asOf: today,
      planVersion: project.planVersion,
      policyVersion: alertPolicyV1.version,
      throughVersion: String(through.version),
      throughPosition: String(through.position),
      projectName: project.targets.name,
      unitCode: project.targets.unit.code,
    },
  });
  return decision.ok ? decision.value : [];
}
