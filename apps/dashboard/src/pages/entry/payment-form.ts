import type { DisbursementBody } from '@budget/contracts';
import { parseLocalDate } from '@budget/kernel';
import type { Dayjs } from 'dayjs';
import { readTypedAmount } from '../../figures/typed-amount';

/** What the payment form holds while it is being filled. */
export type FilledPayment = {
  readonly projectCode: string;
  readonly voucherNo: string;
  readonly amount: string;
  readonly paidOn: Dayjs;
  readonly fundSource: DisbursementBody['fundSource'];
  readonly paymentMethod?: DisbursementBody['paymentMethod'];
  readonly payee?: string;
  readonly payeeAccount?: string;
  readonly use?: string;
};

export const PAYMENT_FIELDS = ['voucherNo', 'amount', 'paidOn', 'fundSource', 'paymentMethod', 'payee', 'payeeAccount', 'use'] as const;

/** The request of a filled form; null while the amount cannot be read. Empty optional fields are left out. */
export function paymentBody(filled: Omit<FilledPayment, 'paidOn'> & { readonly paidOn: Pick<Dayjs, 'format'> }): DisbursementBody | null {
  const amount = readTypedAmount(filled.amount);
  if (!amount.ok) return null;
  return {
    voucherNo: filled.voucherNo.trim(),
    amount: amount.amount,
    paidOn: parseLocalDate(filled.paidOn.format('YYYY-MM-DD')),
    fundSource: filled.fundSource,
    ...(filled.paymentMethod === undefined ? {} : { paymentMethod: filled.paymentMethod }),
    ...filledText('payee', filled.payee),
    ...filledText('payeeAccount', filled.payeeAccount),
    ...filledText('use', filled.use),
  };
}

const filledText = <Name extends string>(name: Name, text: string | undefined) =>
  text === undefined || text.trim() === '' ? {} : ({ [name]: text.trim() } as Record<Name, string>);
