import { NotNow } from '@budget/ports';

/** The server gave no answer. The same work, with the same event ids and expectation, may be tried again. */
export class StoreAway extends NotNow {
  constructor(what: string, cause?: unknown) {
    super(`The event store gave no answer to ${what}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
}

/** No record of the server's log begins at this position: it belongs to another store, or to one restored from a backup. */
export class PositionUnknown extends Error {
  override readonly name = 'PositionUnknown';

  constructor(readonly position: bigint) {
    super(
      `The event store has no event at position ${position}. The position belongs to another store, or the store was restored from a backup. ` +
        `Start from 0 or from a position that this store has given.`,
    );
  }
}

/** An operator deleted this stream for good; the server takes and gives nothing more of it. */
export class StreamTombstoned extends Error {
  override readonly name = 'StreamTombstoned';

  constructor(readonly stream: string) {
    super(`Stream ${stream} was deleted for good on the server and takes no more events. Restore the server from a backup.`);
  }
}
