import type { AmountText, LocalDate } from '@budget/kernel';

/** Every refusal of this boundary, with the numbers a person needs to go on. */
export type ProjectBudgetRejection =
  | { readonly kind: 'project-not-found' }
  | { readonly kind: 'project-already-registered' }
  | { readonly kind: 'plan-not-monotone'; readonly date: LocalDate; readonly percent: string; readonly previous: string }
  | { readonly kind: 'plan-above-100'; readonly date: LocalDate; readonly percent: string }
  | { readonly kind: 'plan-date-outside-year'; readonly date: LocalDate; readonly fiscalYear: number }
  | { readonly kind: 'plan-dates-not-ascending'; readonly date: LocalDate }
  | { readonly kind: 'budget-negative'; readonly field: string; readonly amount: AmountText }
  | { readonly kind: 'budget-too-large'; readonly field: string; readonly amount: AmountText; readonly largest: AmountText }
  | { readonly kind: 'amount-not-positive'; readonly amount: AmountText }
  | { readonly kind: 'document-conflict'; readonly documentNo: string; readonly differs: readonly string[] }
  | { readonly kind: 'transfer-to-itself'; readonly projectCode: string }
  | {
      readonly kind: 'source-exhausted';
      readonly field: 'fiscal' | 'other' | 'carriedOver';
      readonly available: AmountText;
      readonly requested: AmountText;
    }
  | { readonly kind: 'plan-unchanged'; readonly version: number; readonly effectiveOn: LocalDate }
  | { readonly kind: 'year-end-decided'; readonly documentNo: string }
  | { readonly kind: 'next-year-project-not-found'; readonly projectCode: string; readonly fiscalYear: number }
  | { readonly kind: 'date-in-future'; readonly field: 'paidOn' | 'receivedOn'; readonly date: LocalDate; readonly today: LocalDate }
  | {
      readonly kind: 'date-outside-fiscal-year';
      readonly field: 'paidOn' | 'receivedOn' | 'effectiveOn';
      readonly date: LocalDate;
      readonly fiscalYear: number;
    }
  | {
      readonly kind: 'budget-exceeded';
      readonly budget: AmountText;
      readonly netPaid: AmountText;
      readonly available: AmountText;
      readonly requested: AmountText;
    }
  | { readonly kind: 'budget-below-net-paid'; readonly budget: AmountText; readonly netPaid: AmountText }
  | { readonly kind: 'voucher-conflict'; readonly voucherNo: string; readonly differs: readonly string[] }
  | { readonly kind: 'voucher-reversed'; readonly voucherNo: string }
  | { readonly kind: 'voucher-not-found'; readonly voucherNo: string }
  | {
      readonly kind: 'refund-exceeds-payment';
      readonly paid: AmountText;
      readonly refunded: AmountText;
      readonly refundable: AmountText;
      readonly requested: AmountText;
    }
  | { readonly kind: 'refund-before-payment'; readonly receivedOn: LocalDate; readonly paidOn: LocalDate }
  | { readonly kind: 'already-reversed'; readonly voucherNo: string }
  | { readonly kind: 'reversal-of-refunded-payment'; readonly voucherNo: string; readonly refunded: AmountText }
  | {
      readonly kind: 'refund-reversal-exceeds-budget';
      readonly voucherNo: string;
      readonly budget: AmountText;
      readonly netPaid: AmountText;
      readonly available: AmountText;
      readonly requested: AmountText;
    };
