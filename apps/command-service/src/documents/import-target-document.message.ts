import type { TargetDocumentAnswer } from '@budget/contracts';
import type { Result } from '@budget/kernel';
import type { ConcurrentUpdate, EventMetadata } from '@budget/ports';
import { Command } from '@nestjs/cqrs';

export type ImportRefusal =
  | { readonly kind: 'unreadable-document'; readonly detail: string }
  | { readonly kind: 'fiscal-year-unknown' }
  | { readonly kind: 'document-has-errors'; readonly answer: TargetDocumentAnswer }
  | ConcurrentUpdate;

export type ImportRequest = {
  readonly fileName: string;
  readonly bytes: Buffer;
  readonly fiscalYear: number | undefined;
  readonly dryRun: boolean;
  /** Register the sound projects although others have structural errors. */
  readonly acceptValid: boolean;
};

export class ImportTargetDocumentMessage extends Command<Result<TargetDocumentAnswer, ImportRefusal>> {
  constructor(
    readonly request: ImportRequest,
    readonly metadata: EventMetadata,
    /** Facts are recorded as known at this instant; simulation only. */
    readonly recordedAt: string | undefined = undefined,
  ) {
    super();
  }
}
