import type { AmountText } from '@budget/kernel';

/** `row` as a spreadsheet shows it, header = 1; null for the file as a whole. `column` is the header as it stands in the file. */
export type FileRowError = { readonly row: number | null; readonly column: string | null; readonly code: string; readonly message: string };

export type FileCounts = { readonly rows: number; readonly recorded: number; readonly duplicates: number; readonly total: AmountText };

export type FileAnswer = FileCounts & {
  readonly fileId: string;
  readonly sha256: string;
  readonly fileName: string;
  readonly dryRun: boolean;
  /** Columns that nothing was taken from. */
  readonly ignoredColumns: readonly string[];
  readonly errors: readonly [];
  readonly position: string | null;
};

export type FileRefusal =
  | { readonly kind: 'unreadable-file'; readonly code: string; readonly detail: string; readonly tooLarge: boolean }
  | { readonly kind: 'file-rejected'; readonly counts: FileCounts; readonly errors: readonly FileRowError[]; readonly hidden: number }
  | { readonly kind: 'concurrent-update' };
