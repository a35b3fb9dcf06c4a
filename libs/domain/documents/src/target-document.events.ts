import type { DomainEvent } from '@budget/kernel';

/** 绩效目标文本 was imported: which file, and which projects were taken from it. The file itself is kept beside the store by its hash. */
export type TargetDocumentImported = DomainEvent<
  'TargetDocumentImported',
  1,
  {
    readonly documentId: string;
    /** SHA-256 of the file, hex. */
    readonly sha256: string;
    readonly fileName: string;
    /** Bytes. */
    readonly size: number;
    readonly fiscalYear: number;
    readonly region: string | null;
    readonly projectCodes: readonly string[];
    /** Projects with structural errors that were left out on request (acceptValid). */
    readonly rejected: readonly string[];
  }
>;
