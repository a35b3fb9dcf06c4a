import type { RecordedEvent, Transaction } from './event-store.port';

export type HandledUpTo = {
  /** Every event up to this position is handled. */
  readonly all: bigint;
  /** No event after this position is. The same as `all` where events are read in the order of the store. */
  readonly last: bigint;
};

/** Where a running projection stands, however it reads the events. Every question is answered as the given transaction sees it. */
export interface LivePlace {
  /** Nothing is known of it that still holds (a restored backup, another way of reading): the projection begins again wherever it is moved to. */
  readonly restarts: boolean;

  handled(transaction: Transaction): Promise<HandledUpTo>;

  /** Those of some events that are handled. */
  handledOf(transaction: Transaction, events: readonly RecordedEvent[]): Promise<readonly RecordedEvent[]>;

  /** Waits for the batches under way; then no process handles a further event until the transaction ends. */
  hold(transaction: Transaction): Promise<void>;

  /** Every event up to `last`, and none after it, is handled from the end of the transaction on; null: none at all. Only after `hold`. */
  moveTo(transaction: Transaction, last: RecordedEvent | null): Promise<void>;
}
