import type { AmountText, DomainEvent } from '@budget/kernel';

/** 国库支付文件 was recorded: which file, how much of it was new. Its payments, refunds and corrections stand in the streams of their projects, in the same commit. */
export type DisbursementFileRecorded = DomainEvent<
  'DisbursementFileRecorded',
  1,
  {
    readonly fileId: string;
    /** SHA-256 of the file, hex. */
    readonly sha256: string;
    readonly fileName: string;
    /** Bytes. */
    readonly size: number;
    /** Whose file it is, as its sender calls it; null when not said. */
    readonly source: string | null;
    readonly rows: number;
    readonly recorded: number;
    /** Rows that were recorded before, with the same content. */
    readonly duplicates: number;
    /** 元, of all rows, amounts as written. */
    readonly total: AmountText;
  }
>;
