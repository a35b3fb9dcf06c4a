import type { Brand } from '@budget/kernel';

/** 项目编码, stored as published; checkProjectCode of target-documents checks its form. */
export type ProjectCode = Brand<string, 'ProjectCode'>;
/** 支付凭证号 of a payment or of a refund. */
export type VoucherNo = Brand<string, 'VoucherNo'>;
