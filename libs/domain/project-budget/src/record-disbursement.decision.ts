import { accept, Money, reject, yearOf, type Decision, type LocalDate } from '@budget/kernel';
import type { RecordDisbursement } from './project-budget.commands';
import type { DisbursementRecorded } from './project-budget.events';
import type { ProjectBudgetRejection } from './project-budget.rejections';
import { available, netPaid, spendingLimit } from './project-budget.queries';
import type { ProjectBudget, RegisteredProject } from './project-budget.state';

type Facts = DisbursementRecorded['data'];

export function recordDisbursement(
  state: ProjectBudget,
  command: RecordDisbursement,
): Decision<DisbursementRecorded, ProjectBudgetRejection> {
  if (state.status === 'unknown') return reject({ kind: 'project-not-found' });
  const facts = factsOf(command);

  const earlier = state.payments.get(facts.voucherNo);
  if (earlier) {
    const differs = COMPARED.filter((field) => earlier.facts[field] !== facts[field]);
    if (differs.length > 0) return reject({ kind: 'voucher-conflict', voucherNo: facts.voucherNo, differs });
    return earlier.reversal ? reject({ kind: 'voucher-reversed', voucherNo: facts.voucherNo }) : accept();
  }
  const broken = brokenRule(state, facts, command);
  return broken ? reject(broken) : accept({ type: 'DisbursementRecorded', schemaVersion: 1, data: facts });
}

function brokenRule(
  project: RegisteredProject,
  facts: Facts,
  { today, mayOverspend = false }: RecordDisbursement,
): ProjectBudgetRejection | null {
  const { voucherNo, fiscalYear, paidOn } = facts;
  if (project.refunds.get(voucherNo)) return { kind: 'voucher-conflict', voucherNo, differs: ['kind'] };

  const requested = Money.parse(facts.amount);
  if (!requested.isPositive()) return { kind: 'amount-not-positive', amount: facts.amount };
  if (yearOf(paidOn) !== fiscalYear) return { kind: 'date-outside-fiscal-year', field: 'paidOn', date: paidOn, fiscalYear };
  if (project.yearEnd) return { kind: 'year-end-decided', documentNo: project.yearEnd.documentNo };
  if (paidOn > today) return { kind: 'date-in-future', field: 'paidOn', date: paidOn, today };
  return !mayOverspend && requested.exceeds(available(project, today)) ? budgetExceeded(project, requested, today) : null;
}

const budgetExceeded = (project: RegisteredProject, requested: Money, today: LocalDate): ProjectBudgetRejection => ({
  kind: 'budget-exceeded',
  budget: spendingLimit(project, today).toText(),
  netPaid: netPaid(project).toText(),
  available: available(project, today).toText(),
  requested: requested.toText(),
});

const COMPARED = ['amount', 'paidOn', 'fundSource', 'paymentMethod', 'payee', 'payeeAccount', 'use'] as const;

const factsOf = (command: RecordDisbursement): Facts => ({
  projectCode: command.projectCode,
  fiscalYear: command.fiscalYear,
  voucherNo: command.voucherNo,
  amount: command.amount,
  paidOn: command.paidOn,
  fundSource: command.fundSource,
  paymentMethod: command.paymentMethod,
  payee: command.payee,
  payeeAccount: command.payeeAccount,
  use: command.use,
});
