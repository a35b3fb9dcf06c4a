import { Money, yearOf, type AmountText } from '@budget/kernel';
import { readPaymentFile, type ColumnName, type PaymentFileHeader } from '@budget/payment-files';
import type { FileRowError } from './file-outcome';
import type { FileRequest } from './import-disbursement-file.message';
import { controlWords, otherYearWords } from './row-words';
import type { StagedRow, StagedRows } from './staged-rows';

/** Errors beyond these are counted, not kept: nobody mends more than this at once. */
const MOST_ERRORS = 5_000;

export class RowErrors {
  readonly kept: FileRowError[] = [];
  private count = 0;

  add(...errors: readonly FileRowError[]): void {
    this.count += errors.length;
    this.kept.push(...errors.slice(0, Math.max(0, MOST_ERRORS - this.kept.length)));
  }

  get some(): boolean {
    return this.count > 0;
  }

  /** How many more there are. */
  get hidden(): number {
    return this.count - this.kept.length;
  }

  /** In the order of the file; those of the whole file first. */
  sorted(): readonly FileRowError[] {
    return [...this.kept].sort((one, other) => (one.row ?? 0) - (other.row ?? 0));
  }
}

export type ReadFile = { readonly header: PaymentFileHeader; readonly rows: number; readonly total: AmountText };

/** Reads a file to its end: good rows go aside, of the others it is told what is wrong. Throws UnreadableFile. */
export async function readInto(
  staged: StagedRows,
  { fiscalYear, bytes, fileName, mapping, controlTotal, rowCount }: FileRequest,
  errors: RowErrors,
  onRows: (rows: number) => void,
): Promise<ReadFile> {
  const { header, pages } = await readPaymentFile({ bytes, fileName }, mapping === undefined ? {} : { mapping });
  let rows = 0;
  let total = Money.zero;
  for await (const page of pages) {
    const good: StagedRow[] = [];
    for (const one of page) {
      rows += 1;
      if (one.ok) {
        total = total.plus(Money.parse(one.value.amount));
        if (fiscalYear !== undefined && yearOf(one.value.paidOn) !== fiscalYear)
          errors.add({
            row: one.row,
            column: headerOf(header, '支付日期'),
            code: 'date-outside-fiscal-year',
            message: otherYearWords(one.value.paidOn, fiscalYear),
          });
        else good.push({ row: one.row, value: one.value });
      } else {
        if (one.amount !== null) total = total.plus(Money.parse(one.amount));
        errors.add(...one.errors.map(({ column, code, message }) => ({ row: one.row, column, code, message })));
      }
    }
    if (good.length > 0) await staged.add(good);
    onRows(rows);
  }
  if (!Money.parse(controlTotal).equals(total)) errors.add(ofFile('control-total-mismatch', controlTotal, total.toText()));
  if (rowCount !== rows) errors.add(ofFile('row-count-mismatch', String(rowCount), String(rows)));
  return { header, rows, total: total.toText() };
}

const ofFile = (code: 'control-total-mismatch' | 'row-count-mismatch', stated: string, found: string): FileRowError => ({
  row: null,
  column: null,
  code,
  message: controlWords(code, stated, found),
});

/** The header as it stands in the file, or our own name where the file has no such column. */
export const headerOf = ({ columns }: PaymentFileHeader, name: ColumnName): string => columns[name] ?? name;
