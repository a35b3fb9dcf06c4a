import { accept, Money, reject, yearOf, type Decision } from '@budget/kernel';
import type { RefundDisbursement } from './project-budget.commands';
import type { DisbursementRefunded } from './project-budget.events';
import type { ProjectBudgetRejection } from './project-budget.rejections';
import type { Payment, ProjectBudget } from './project-budget.state';

type Outcome = Decision<DisbursementRefunded, ProjectBudgetRejection>;

export function refundDisbursement(state: ProjectBudget, command: RefundDisbursement): Outcome {
  if (state.status === 'unknown') return reject({ kind: 'project-not-found' });
  const { projectCode, fiscalYear, voucherNo, refundVoucherNo, amount, receivedOn, reason } = command;

  const payment = state.payments.get(voucherNo);
  if (!payment) return reject({ kind: 'voucher-not-found', voucherNo });

  const earlier = state.refunds.get(refundVoucherNo);
  if (earlier) {
    const differs = COMPARED.filter((field) => earlier.facts[field] !== command[field]);
    if (differs.length > 0) return reject({ kind: 'voucher-conflict', voucherNo: refundVoucherNo, differs });
    return earlier.reversal ? reject({ kind: 'voucher-reversed', voucherNo: refundVoucherNo }) : accept();
  }
  if (state.payments.get(refundVoucherNo)) return reject({ kind: 'voucher-conflict', voucherNo: refundVoucherNo, differs: ['kind'] });
  if (payment.reversal) return reject({ kind: 'voucher-reversed', voucherNo });

  const broken = brokenDateOrAmount(payment, command);
  if (broken) return reject(broken);
  const { fundSource } = payment.facts;
  const data = { projectCode, fiscalYear, voucherNo, refundVoucherNo, amount, receivedOn, fundSource, reason };
  return accept({ type: 'DisbursementRefunded', schemaVersion: 1, data });
}

const COMPARED = ['voucherNo', 'amount', 'receivedOn', 'reason'] as const;

function brokenDateOrAmount(payment: Payment, command: RefundDisbursement): ProjectBudgetRejection | null {
  const { fiscalYear, amount, receivedOn, today } = command;
  const requested = Money.parse(amount);
  if (!requested.isPositive()) return { kind: 'amount-not-positive', amount };
  if (yearOf(receivedOn) !== fiscalYear) return { kind: 'date-outside-fiscal-year', field: 'receivedOn', date: receivedOn, fiscalYear };
  if (receivedOn > today) return { kind: 'date-in-future', field: 'receivedOn', date: receivedOn, today };

  const { paidOn, amount: paid } = payment.facts;
  if (receivedOn < paidOn) return { kind: 'refund-before-payment', receivedOn, paidOn };
  const refundable = Money.parse(paid).minus(payment.refunded);
  if (!requested.exceeds(refundable)) return null;
  return {
    kind: 'refund-exceeds-payment',
    paid,
    refunded: payment.refunded.toText(),
    refundable: refundable.toText(),
    requested: requested.toText(),
  };
}
