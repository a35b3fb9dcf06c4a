import {
  projectBudgetDecider,
  type ProjectBudget,
  type ProjectBudgetCommand,
  type ProjectBudgetEvent,
  type ProjectBudgetRejection,
  type ProjectCode,
  type VoucherNo,
} from '@budget/domain/project-budget';
import { Money, yearOf, type LocalDate } from '@budget/kernel';
import type { PaymentRow } from '@budget/payment-files';

export type RowRejection =
  ProjectBudgetRejection | { readonly kind: 'reversal-amount-differs'; readonly recorded: string; readonly stated: string };

export type DecidedRow =
  | { readonly outcome: 'new'; readonly events: readonly ProjectBudgetEvent[] }
  /** The same payment, refund or correction was recorded before. */
  | { readonly outcome: 'duplicate' }
  | { readonly outcome: 'refused'; readonly rejection: RowRejection };

/** What one row of a treasury file is to a project as it stands: money may go beyond the budget, since the treasury has paid it. */
export function decideRow(state: ProjectBudget, row: PaymentRow, today: LocalDate): DecidedRow {
  const differing = reversedAmountDiffers(state, row);
  if (differing) return { outcome: 'refused', rejection: differing };
  const decision = projectBudgetDecider.decide(state, commandOf(row, today));
  if (decision.ok) return decision.value.length === 0 ? { outcome: 'duplicate' } : { outcome: 'new', events: decision.value };
  return isRepeated(row, decision.failure) ? { outcome: 'duplicate' } : { outcome: 'refused', rejection: decision.failure };
}

/** A file that comes again tells of entries that it has itself taken back further down. A new refund of such a payment is none of them. */
function isRepeated(row: PaymentRow, rejection: ProjectBudgetRejection): boolean {
  if (rejection.kind === 'voucher-reversed') return row.kind !== 'reversal' && rejection.voucherNo === row.voucherNo;
  return rejection.kind === 'already-reversed';
}

/** A correction takes back all of an entry; a row that names another amount means something else. */
function reversedAmountDiffers(state: ProjectBudget, { kind, originalVoucherNo, amount }: PaymentRow): RowRejection | null {
  if (kind !== 'reversal' || state.status === 'unknown' || originalVoucherNo === null) return null;
  const voucherNo = originalVoucherNo as VoucherNo;
  const recorded = (state.payments.get(voucherNo) ?? state.refunds.get(voucherNo))?.facts.amount;
  if (recorded === undefined || Money.parse(recorded).equals(Money.parse(amount))) return null;
  return { kind: 'reversal-amount-differs', recorded, stated: amount };
}

function commandOf(row: PaymentRow, today: LocalDate): ProjectBudgetCommand {
  const of = { projectCode: row.projectCode as ProjectCode, fiscalYear: yearOf(row.paidOn) };
  const voucherNo = row.voucherNo as VoucherNo;
  const original = (row.originalVoucherNo ?? '') as VoucherNo;
  switch (row.kind) {
    case 'payment': {
      const { amount, paidOn, fundSource, paymentMethod, payee, payeeAccount, use } = row;
      const facts = { voucherNo, amount, paidOn, fundSource, paymentMethod, payee, payeeAccount, use };
      return { type: 'RecordDisbursement', ...of, ...facts, today, mayOverspend: true };
    }
    case 'refund': {
      const refund = { voucherNo: original, refundVoucherNo: voucherNo, amount: row.amount, receivedOn: row.paidOn };
      return { type: 'RefundDisbursement', ...of, ...refund, reason: row.use ?? FROM_FILE, today };
    }
    case 'reversal':
      return { type: 'ReverseDisbursement', ...of, voucherNo: original, reason: row.use ?? FROM_FILE, today };
  }
}

const FROM_FILE = '国库支付文件';
