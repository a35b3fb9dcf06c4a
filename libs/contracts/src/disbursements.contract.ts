import { z } from 'zod';
import { page, pageQuery, readQuery, unitFilter } from './listing.contract';
import { amount, counter, localDate, projectCode, unit, voucherNo, warnings, words, written } from './primitives.contract';

export const fundSource = z.enum(['fiscal', 'other', 'carried-over']).meta({ description: '财政资金 / 其他资金 / 上年结转' });
export const paymentMethod = z.enum(['direct', 'authorized']).meta({ description: '直接支付 / 授权支付' });

export const disbursementBody = z.strictObject({
  voucherNo,
  amount,
  paidOn: localDate,
  fundSource,
  paymentMethod: paymentMethod.optional(),
  payee: words(200, 1).optional(),
  payeeAccount: words(64, 1).optional(),
  use: words(500, 1).optional(),
});
export type DisbursementBody = z.infer<typeof disbursementBody>;

const ofProject = { fiscalYear: z.number().int(), projectCode };

export const disbursementAnswer = z
  .strictObject({
    ...ofProject,
    voucherNo: z.string(),
    amount,
    paidOn: localDate,
    fundSource,
    paymentMethod: paymentMethod.nullable(),
    payee: z.string().nullable(),
    payeeAccount: z.string().nullable(),
    use: z.string().nullable(),
    ...written,
    warnings,
  })
  .meta({ id: 'Disbursement' });

export const refundBody = z.strictObject({ refundVoucherNo: voucherNo, amount, receivedOn: localDate, reason: words(500, 1) });
export type RefundBody = z.infer<typeof refundBody>;
const refundAsRecorded = {
  ...ofProject,
  voucherNo: z.string(),
  refundVoucherNo: z.string(),
  amount,
  receivedOn: localDate,
  fundSource,
  reason: z.string(),
  ...written,
};
export const refundAnswer = z.strictObject({ ...refundAsRecorded, warnings }).meta({ id: 'Refund' });

export const reversalBody = z.strictObject({ reason: words(500, 1) });
export type ReversalBody = z.infer<typeof reversalBody>;
export const reversalAnswer = z
  .strictObject({ ...ofProject, voucherNo: z.string(), amount, paidOn: localDate, fundSource, reason: z.string(), ...written })
  .meta({ id: 'Reversal' });
/** The refund that was taken back, as it had been recorded; `voucherNo` is that of its payment, `reason` that of the reversal. */
export const refundReversalAnswer = z.strictObject(refundAsRecorded).meta({ id: 'RefundReversal' });

export const ledgerEntry = z
  .strictObject({
    ...ofProject,
    projectName: z.string(),
    unit,
    voucherNo: z.string(),
    originalVoucherNo: z
      .string()
      .nullable()
      .meta({ description: '退款或更正所涉的原支付凭证号 / the payment that a refund or reversal comes down to' }),
    kind: z.enum(['payment', 'refund', 'reversal']),
    amount: amount.meta({
      description:
        '元；更正退款为负数（红字），净支出 = 支付 − 退款 − 更正 / yuan; the reversal of a refund is negative: net = payments − refunds − reversals',
    }),
    paidOn: localDate.meta({ description: '支付日、退款收到日，或被更正的那一笔的日期 / the day on which it counts' }),
    fundSource,
    payee: z.string().nullable(),
    use: z.string().nullable(),
    reason: z.string().nullable(),
    recordedAt: z.string(),
    recordedBy: z.string(),
    late: z.boolean().meta({
      description: '晚于支付日之后首个考核点的截止时刻才登记 / recorded after the cut-off of the first milestone on or after paidOn',
    }),
    reversedBy: counter.optional(),
    alsoUsedBy: z.array(z.string()).nullable().meta({
      description:
        '同一年度、同一财政区划内也用了该凭证号的其他项目（只列可见单位的）；没有则为 null / other projects of the year and region that use this voucher number, as far as their unit may be seen; null when there is none',
    }),
    position: counter,
  })
  .meta({ id: 'LedgerEntry' });
export type LedgerEntryView = z.infer<typeof ledgerEntry>;
export const ledgerQuery = z.strictObject({
  ...readQuery,
  ...pageQuery,
  ...unitFilter,
  projectCode: projectCode.optional(),
  from: localDate.optional(),
  to: localDate.optional(),
  voucher: voucherNo.optional().meta({
    description:
      '支付凭证号，全号相符：该号的支付、退款、更正，以及对应该支付的退款和更正；不限项目 / the whole voucher number: what is recorded under it, and what refunds or reverses its payment; in every project in scope',
  }),
  vouchers: z.enum(['all', 'shared']).default('all').meta({
    description:
      'shared：只列凭证号也用于其他项目的支付与退款 / only payments and refunds whose voucher number is used in another project too',
  }),
});
export type LedgerQuery = z.infer<typeof ledgerQuery>;
export const ledgerList = page(ledgerEntry);
