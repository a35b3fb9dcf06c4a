import type { Instant } from '@budget/kernel';
import type { RecordedEvent, Transaction } from './event-store.port';

/**
 * A reader of the whole store with a remembered place. The checkpoint moves in the transaction that `handle` writes in,
 * so that rows and checkpoint are always of the same moment. Only one process owns a subscription at a time.
 */
export type Subscriber = {
  /** Stable for ever; names the checkpoint and the owner lock. */
  readonly name: string;
  readonly batchSize: number;
  /**
   * While facts keep coming, batches begin at least this far apart (ms): they are fewer, larger and cheaper. A fact after a quiet time is
   * handled at once. Default 0.
   */
  readonly gatherMs?: number;
  /** "by-project": reads project streams alone and needs their order within a project only, so that a feed may bring its batches. */
  readonly order?: 'by-project';
  /** Write through `transaction` only. A throw rolls everything back; the batch comes again. */
  readonly handle: (events: readonly RecordedEvent[], transaction: Transaction) => Promise<void>;
  /** After the commit of a batch: wake screens, count metrics. A throw is logged and changes nothing. */
  readonly committed?: (events: readonly RecordedEvent[]) => void;
};

export type SubscriptionHealth = {
  readonly name: string;
  /** "waiting": another process owns it. "stopped": an event could not be handled; needs a person. */
  readonly state: 'starting' | 'waiting' | 'running' | 'retrying' | 'stopped' | 'closed';
  readonly checkpoint: bigint;
  readonly head: bigint;
  readonly lagEvents: bigint;
  /** How long the oldest unhandled event has been waiting. */
  readonly lagSeconds: number;
  /** Of a subscription over a feed: its broker does not answer, or came back only just now; the lag is no fault of this process. */
  readonly feedAway?: boolean;
  /** Of a subscription over a feed: messages of all partitions that are published and not handled yet. */
  readonly feedLag?: bigint;
  readonly lastError: { readonly at: Instant; readonly message: string; readonly position: bigint | null } | null;
};

export interface Subscription {
  health(): Promise<SubscriptionHealth>;
  /** Resolves true once the checkpoint has reached the position, false after the timeout. */
  reached(position: bigint, timeoutMs: number): Promise<boolean>;
  close(): Promise<void>;
}

export interface Subscriptions {
  /** Refuses (throws CheckpointAhead) when the checkpoint lies beyond the store's head: a restored backup. */
  start(subscriber: Subscriber): Promise<Subscription>;
}

export const SUBSCRIPTIONS = Symbol('Subscriptions');

/** The store was restored from an older backup than the read model. Nothing is guessed: the message offers the rebuild. */
export class CheckpointAhead extends Error {
  constructor(
    readonly subscription: string,
    readonly checkpoint: bigint,
    readonly head: bigint,
  ) {
    super(
      `Subscription "${subscription}" has handled position ${checkpoint}, but the event store ends at ${head}. ` +
        `The store was probably restored from an older backup. Nothing was changed. ` +
        `Rebuild what this subscription wrote with: budget-monitor projections rebuild ${subscription}`,
    );
    this.name = 'CheckpointAhead';
  }
}

/** The store holds another event than the one handled last: restored from a backup and written to since. Nothing is guessed. */
export class CheckpointForeign extends Error {
  constructor(
    readonly subscription: string,
    readonly checkpoint: bigint,
  ) {
    super(
      `Subscription "${subscription}" has handled position ${checkpoint}, but the event store holds another event there. ` +
        `The store was probably restored from a backup and written to since, or belongs to another installation. Nothing was changed. ` +
        `Rebuild what this subscription wrote with: budget-monitor projections rebuild ${subscription}`,
    );
    this.name = 'CheckpointForeign';
  }
}
