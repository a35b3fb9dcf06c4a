import type { ProjectBudgetEvent } from '@budget/domain/project-budget';
import { assertNever, type LocalDate } from '@budget/kernel';
import type { Voucher } from './voucher-use';

/** What a fact does to a voucher number: it comes into use on a day, or its use is taken back. */
export type VoucherMove = { readonly voucher: Voucher; readonly usedOn: LocalDate | null };

export function voucherMoveOf({ type, data }: ProjectBudgetEvent): VoucherMove | null {
  switch (type) {
    case 'DisbursementRecorded':
      return { voucher: data, usedOn: data.paidOn };
    case 'DisbursementRefunded':
      return { voucher: { ...data, voucherNo: data.refundVoucherNo }, usedOn: data.receivedOn };
    case 'DisbursementReversed':
      return { voucher: data, usedOn: null };
    case 'RefundReversed':
      return { voucher: { ...data, voucherNo: data.refundVoucherNo }, usedOn: null };
    case 'ProjectRegistered':
    case 'ProjectTargetsRevised':
    case 'BudgetAdjusted':
    case 'BudgetTransferred':
    case 'PlanRevised':
    case 'FundsReceived':
    case 'YearEndDecided':
    case 'CarryOverReceived':
      return null;
    default:
      return assertNever(type);
  }
}
