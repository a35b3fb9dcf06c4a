import type { Subscriber, Transaction } from '@budget/ports';

/** What a subscription keeps in tables, and how they are made again from the events alone. */
export type Projection = {
  /** Its name is that of the live subscription. Handling must have no effect beyond the tables: a rebuild tells nobody anything. */
  readonly subscriber: Subscriber;
  /** Where the tables stand. Statements of `create` and of the subscriber name each table with it. */
  readonly schema: string;
  readonly create: (transaction: Transaction) => Promise<void>;
  /**
   * Whether the tables are all that the live subscription does, so that it may be taken past events it has not handled. Otherwise the
   * rebuilt tables hold exactly what the live ones do.
   */
  readonly isTablesOnly: boolean;
};
