import type { Instant } from '@budget/kernel';
import { canonicalJson, type EventMetadata } from '@budget/ports';

/** Says that a fact counts only if this commit is decided "done". */
export type PartOfCommit = {
  /** The stream that holds the decision. */
  readonly name: string;
  /** How many facts the commit has in all streams. */
  readonly facts: number;
  /** How long readers leave the writer alone, in milliseconds, before they decide against it. */
  readonly patienceMs: number;
};

/** What this adapter writes beside an event. */
export type FactMetadata = EventMetadata & {
  readonly recordedAt: Instant;
  readonly schemaVersion: number;
  /** Place among the facts of the stream that count: 0, 1, 2 … as decimal text. The server's revision also counts void facts. */
  readonly version: string;
  readonly digest: string;
  /** The fact's own id, when the server knows it by another one because it is part of a commit. */
  readonly id?: string;
  readonly commit?: PartOfCommit;
};

export const writeMetadata = (metadata: FactMetadata): string => canonicalJson(metadata);

/** Undefined when the event was not written by this adapter. */
export function readMetadata(text: string): FactMetadata | undefined {
  if (!text.startsWith('{')) return undefined;
  try {
    const metadata = JSON.parse(text) as Partial<FactMetadata>;
    const ours = typeof metadata.digest === 'string' && typeof metadata.version === 'string' && typeof metadata.recordedAt === 'string';
    return ours ? (metadata as FactMetadata) : undefined;
  } catch {
    return undefined;
  }
}
