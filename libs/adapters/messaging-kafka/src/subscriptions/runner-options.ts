import type { Clock, EventStore, Feed, Transaction } from '@budget/ports';
import type pg from 'pg';

export type FeedSubscriptionLog = (entry: {
  readonly level: 'info' | 'warn' | 'error';
  readonly subscription: string;
  readonly message: string;
  readonly error?: unknown;
}) => void;

export type FeedRunnerOptions = {
  readonly feed: Feed;
  /** Asked for its head and the age of what waits; never for events to handle. */
  readonly store: EventStore;
  /** Of the read model. Each running batch takes one connection of it. */
  readonly pool: pg.Pool;
  readonly clock: Clock;
  readonly log: FeedSubscriptionLog;
  /**
   * Ends what the subscription was when it read the store: calls `keep` with the last position handled there, in the transaction
   * that makes sure of it. Throws NotNow while a process still runs it so. Default: it never read the store.
   */
  readonly takeOver?: (name: string, keep: (transaction: Transaction, position: bigint) => Promise<void>) => Promise<void>;
  /** After so long without an answer the broker counts as away, though nothing has failed yet. Default 10 s. */
  readonly silentMs?: number;
  /** How often a consumer that stands still is looked for. Default 10 s. */
  readonly watchMs?: number;
};
