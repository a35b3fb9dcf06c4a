import { accept, Money, reject, type Decision } from '@budget/kernel';
import type { ReverseDisbursement } from './project-budget.commands';
import type { DisbursementReversed, RefundReversed } from './project-budget.events';
import { available, netPaid, spendingLimit } from './project-budget.queries';
import type { ProjectBudgetRejection } from './project-budget.rejections';
import type { Payment, ProjectBudget, Refund, RegisteredProject } from './project-budget.state';

export function reverseDisbursement(
  state: ProjectBudget,
  command: ReverseDisbursement,
): Decision<DisbursementReversed | RefundReversed, ProjectBudgetRejection> {
  if (state.status === 'unknown') return reject({ kind: 'project-not-found' });
  const { voucherNo } = command;

  const payment = state.payments.get(voucherNo);
  if (payment) return reversePayment(payment, command);
  const refund = state.refunds.get(voucherNo);
  return refund ? reverseRefund(state, refund, command) : reject({ kind: 'voucher-not-found', voucherNo });
}

function reversePayment(
  { facts, refunded, reversal }: Payment,
  { projectCode, fiscalYear, voucherNo, reason }: ReverseDisbursement,
): Decision<DisbursementReversed, ProjectBudgetRejection> {
  if (reversal) return reject({ kind: 'already-reversed', voucherNo });
  if (refunded.isPositive()) return reject({ kind: 'reversal-of-refunded-payment', voucherNo, refunded: refunded.toText() });
  const { amount, paidOn, fundSource } = facts;
  const data = { projectCode, fiscalYear, voucherNo, amount, paidOn, fundSource, reason };
  return accept({ type: 'DisbursementReversed', schemaVersion: 1, data });
}

/** The money counts as spent again, so it needs the quota that the refund had restored. */
function reverseRefund(
  project: RegisteredProject,
  { facts, reversal }: Refund,
  { voucherNo, reason, today }: ReverseDisbursement,
): Decision<RefundReversed, ProjectBudgetRejection> {
  if (reversal) return reject({ kind: 'already-reversed', voucherNo });
  if (Money.parse(facts.amount).exceeds(available(project, today))) {
    return reject({
      kind: 'refund-reversal-exceeds-budget',
      voucherNo,
      budget: spendingLimit(project, today).toText(),
      netPaid: netPaid(project).toText(),
      available: available(project, today).toText(),
      requested: facts.amount,
    });
  }
  return accept({ type: 'RefundReversed', schemaVersion: 1, data: { ...facts, reason } });
}
