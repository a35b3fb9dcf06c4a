import { weixian2025 } from '../../fixtures/weixian-2025.fixture';
import { yuanOf } from './yuan';

export const PAYMENT_HEADER = '项目编码,支付凭证号,业务类型,原支付凭证号,金额,支付日期,资金来源,支付方式,收款人,用途';

export type PaymentLine = {
  readonly projectCode: string;
  readonly voucherNo: string;
  readonly kind?: '支付' | '退款' | '更正';
  readonly original?: string;
  readonly fen: bigint;
  readonly paidOn: string;
};

/** A treasury file and what it must add up to. */
export type PaymentFile = {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly fields: { controlTotal: string; rowCount: string };
};

export function paymentFile(lines: readonly PaymentLine[], name = '支付.csv'): PaymentFile {
  const rows = lines.map(({ projectCode, voucherNo, kind = '', original = '', fen, paidOn }) =>
    [projectCode, voucherNo, kind, original, yuanOf(fen), paidOn, '财政资金', '直接支付', '某公司', '"购买,耗材"'].join(','),
  );
  const total = lines.reduce((sum, { fen }) => sum + fen, 0n);
  return {
    name,
    bytes: new TextEncoder().encode(`\ufeff${PAYMENT_HEADER}\r\n${rows.join('\r\n')}\r\n`),
    fields: { controlTotal: yuanOf(total), rowCount: String(lines.length) },
  };
}

const codes = weixian2025.truth.map(({ projectCode }) => projectCode);

/** Payments of the published projects, a few days of each month, all small. */
export const manyPayments = (count: number, mark: string): readonly PaymentLine[] =>
  Array.from({ length: count }, (_, index) => ({
    projectCode: codes[index % codes.length] ?? '',
    voucherNo: `${mark}-${String(index).padStart(6, '0')}`,
    fen: BigInt((index % 97) + 1),
    paidOn: `2025-${String((index % 10) + 1).padStart(2, '0')}-${String((index % 28) + 1).padStart(2, '0')}`,
  }));
