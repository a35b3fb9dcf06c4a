import type { LocalDate } from '@budget/kernel';

/** The published identity of a payment (支付凭证号 and 财政区划) within a fiscal year, and the project that uses it. */
export type Voucher = { readonly fiscalYear: number; readonly projectCode: string; readonly voucherNo: string };

/** `position` is that of the payment or refund, `reversedAt` that of its reversal; a use that was reversed is none any more. */
export type VoucherUse = {
  readonly projectCode: string;
  readonly usedOn: LocalDate;
  readonly position: bigint;
  readonly reversedAt: bigint | null;
};

const REGION = /^\d{6}/;

/** 财政区划: the first six digits of a project code (domain rule of the 21-character code); null for codes of another form. */
export const regionOf = (projectCode: string): string | null => REGION.exec(projectCode)?.[0] ?? null;
