import type { Clock, EventStore, Transaction } from '@budget/ports';

export type OpenTransaction = {
  readonly transaction: Transaction;
  readonly commit: () => Promise<void>;
  readonly rollback: () => Promise<void>;
};

/** What the contract needs of an adapter under test. */
export type EventStoreHarness = {
  /** An empty store; the contract closes it. */
  readonly open: (clock: Clock) => Promise<EventStore>;
  /** For adapters that join a caller's transaction: one on the same database, already begun. */
  readonly begin?: () => Promise<OpenTransaction>;
};
