import { lagToAssess, milestoneToJudge, type WatchedProject } from '@budget/alerting-service';
import { alertDecider, type Alert, type AlertEvent } from '@budget/domain/alerts';
import { milestoneCheckDecider, type MilestoneJudged } from '@budget/domain/milestones';
import { projectBudgetDecider, type ProjectBudgetEvent, type RegisteredProject, type VoucherNo } from '@budget/domain/project-budget';
import { simulatedPayment, type Lump } from '@budget/domain/simulation';
import { localDateAt, type Instant, type LocalDate } from '@budget/kernel';
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
  const command = milestoneToJudge(watched(project, through), date, 'clock');
  const decision = command && milestoneCheckDecider.decide(milestoneCheckDecider.initialState, command);
  return decision?.ok ? decision.value : [];
}

/** What the lag rule says today, as the alerting service assesses it: mostly nothing. */
export function alertFacts(known: Alert, project: RegisteredProject, today: LocalDate, through: Appended): readonly AlertEvent[] {
  const decision = alertDecider.decide(known, lagToAssess(watched(project, through), today));
  return decision.ok ? decision.value : [];
}

const watched = (project: RegisteredProject, { version, position }: Appended): WatchedProject => ({
  project,
  throughVersion: version,
  throughPosition: position,
});
