import type { PaymentRow, ReadRow } from '../payment-row';
import { readPaymentFile, type PaymentFileHeader } from '../read-payment-file';
import { UnreadableFile } from '../unreadable-file';

export const HEADER = ['项目编码', '支付凭证号', '金额', '支付日期'];
export const CODE = '13043425P00000110076T';
export const utf8 = (text: string): Buffer => Buffer.from(text, 'utf8');
export const csv = (...lines: readonly string[]): Buffer => utf8([HEADER.join(','), ...lines].join('\n'));

type Read = { readonly header: PaymentFileHeader; readonly rows: readonly ReadRow[] };

export async function read(bytes: Uint8Array, fileName = '支付.csv', mapping: Record<string, string> = {}): Promise<Read> {
  const { header, pages } = await readPaymentFile({ bytes, fileName }, { mapping });
  const rows: ReadRow[] = [];
  for await (const page of pages) rows.push(...page);
  return { header, rows };
}

/** The code with which a file is refused as a whole; "read" when it is not. Anything else that was thrown comes back as it is. */
export const refusal = (bytes: Uint8Array, fileName?: string, mapping?: Record<string, string>): Promise<unknown> =>
  read(bytes, fileName, mapping).then(
    () => 'read',
    (error: unknown) => (error instanceof UnreadableFile ? error.code : error),
  );

export const errorsIn = ({ rows }: Pick<Read, 'rows'>): readonly string[] =>
  rows.map((row) => (row.ok ? 'ok' : row.errors.map(({ column, code }) => `${row.row} ${column ?? '-'} ${code}`).join('; ')));

export const valueOf = (rows: readonly ReadRow[], index = 0): PaymentRow | undefined => {
  const row = rows[index];
  return row?.ok ? row.value : undefined;
};
