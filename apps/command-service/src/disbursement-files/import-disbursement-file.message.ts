import type { Caller } from '@budget/adapters/nest-platform';
import type { AmountText, Result } from '@budget/kernel';
import type { EventMetadata } from '@budget/ports';
import { Command } from '@nestjs/cqrs';
import type { ColumnMapping } from './file-mappings';
import type { FileAnswer, FileRefusal } from './file-outcome';

export type FileProgress = { readonly stage: 'reading' | 'checking' | 'recording'; readonly done: number; readonly rows: number };

export type FileRequest = {
  /** When given, every row is of this year; the year of a row is that of its payment date. */
  readonly fiscalYear?: number | undefined;
  readonly fileName: string;
  readonly bytes: Uint8Array;
  /** 元, of all rows, amounts as written. */
  readonly controlTotal: AmountText;
  /** Data rows, the header not counted. */
  readonly rowCount: number;
  readonly dryRun: boolean;
  readonly source: string | null;
  readonly mapping: ColumnMapping | undefined;
};

export class ImportDisbursementFileMessage extends Command<Result<FileAnswer, FileRefusal>> {
  constructor(
    readonly request: FileRequest,
    readonly scope: Caller['scope'],
    readonly metadata: EventMetadata,
    readonly onProgress: (progress: FileProgress) => void = () => undefined,
  ) {
    super();
  }
}
