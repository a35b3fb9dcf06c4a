import { accept, reject, type Decision } from '@budget/kernel';
import type { ReverseDisbursement } from './project-budget.commands';
import type { DisbursementReversed } from './project-budget.events';
import type { ProjectBudgetRejection } from './project-budget.rejections';
import type { ProjectBudget } from './project-budget.state';

export function reverseDisbursement(
  state: ProjectBudget,
  { projectCode, fiscalYear, voucherNo, reason }: ReverseDisbursement,
): Decision<DisbursementReversed, ProjectBudgetRejection> {
  if (state.status === 'unknown') return reject({ kind: 'project-not-found' });

  const payment = state.payments.get(voucherNo);
  if (!payment) return reject({ kind: 'voucher-not-found', voucherNo });
  if (payment.reversal) return reject({ kind: 'already-reversed', voucherNo });
  if (payment.refunded.isPositive()) {
    return reject({ kind: 'reversal-of-refunded-payment', voucherNo, refunded: payment.refunded.toText() });
  }

  const { amount, paidOn, fundSource } = payment.facts;
  const data = { projectCode, fiscalYear, voucherNo, amount, paidOn, fundSource, reason };
  return accept({ type: 'DisbursementReversed', schemaVersion: 1, data });
}
