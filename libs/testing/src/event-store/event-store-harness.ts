import type { Clock, EventStore, Transaction } from '@budget/ports';

export type OpenTransaction = {
  readonly transaction: Transaction;
  readonly commit: () => Promise<void>;
  readonly rollback: () => Promise<void>;
};

/** What the contract needs of an adapter under test. */
export type EventStoreHarness = {
  /** "gapless": 1, 2, 3 …; "increasing": the store's own numbers, of which the contract asks only that they increase. */
  readonly positions: 'gapless' | 'increasing';
  /** Where an event id is known again: in the whole store, or in its stream only. */
  readonly ids: 'store-wide' | 'per-stream';
  /** An empty store; the contract closes it. */
  readonly open: (clock: Clock) => Promise<EventStore>;
  /** For adapters that join a caller's transaction: one on the same database, already begun. */
  readonly begin?: () => Promise<OpenTransaction>;
};
