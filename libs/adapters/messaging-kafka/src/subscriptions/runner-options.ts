import type { Clock, EventStore, Feed } from '@budget/ports';
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
  /** How often a consumer that stands still is looked for. Default 10 s. */
  readonly watchMs?: number;
};
