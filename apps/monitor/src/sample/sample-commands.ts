import type { ProjectBudgetCommand, ProjectCode, VoucherNo } from '@budget/domain/project-budget';
import type { SimulatedFact } from '@budget/domain/simulation';
import { assertNever, localDateAt } from '@budget/kernel';

type OfProject = { readonly projectCode: string; readonly fiscalYear: number };

/** What a unit would have entered, on the day on which it was recorded. */
export function commandOf({ projectCode, fiscalYear }: OfProject, fact: SimulatedFact): ProjectBudgetCommand {
  const of = { projectCode: projectCode as ProjectCode, fiscalYear };
  const today = localDateAt(fact.recordedAt);
  switch (fact.kind) {
    case 'payment': {
      const { amount, paidOn, fundSource, paymentMethod, payee, use } = fact;
      const voucherNo = fact.voucherNo as VoucherNo;
      return {
        type: 'RecordDisbursement',
        ...of,
        voucherNo,
        amount,
        paidOn,
        fundSource,
        paymentMethod,
        payee,
        payeeAccount: null,
        use,
        today,
      };
    }
    case 'refund': {
      const { amount, receivedOn, reason } = fact;
      const [voucherNo, refundVoucherNo] = [fact.voucherNo as VoucherNo, fact.refundVoucherNo as VoucherNo];
      return { type: 'RefundDisbursement', ...of, voucherNo, refundVoucherNo, amount, receivedOn, reason, today };
    }
    case 'reversal':
      return { type: 'ReverseDisbursement', ...of, voucherNo: fact.voucherNo as VoucherNo, reason: fact.reason, today };
    default:
      return assertNever(fact);
  }
}
