import type { Instant, JsonObject, Result } from '@budget/kernel';

/** Who asked, in which request, and what caused it. Never read by the domain. */
export type EventMetadata = {
  /** One command, however often it is sent: event ids are derived from it. */
  readonly commandId: string;
  /** The whole conversation that began with one request or one tick of the clock. */
  readonly correlationId: string;
  /** The command or event id that led directly to this fact. */
  readonly causationId: string;
  /** User name, or "system:<service>". */
  readonly actor: string;
  /** W3C trace context of the step that recorded this, when it was traced. Speaks of the machinery: no digest covers it. */
  readonly traceparent?: string;
};

/** A fact to append. `id` is a UUID chosen by the caller, so that a retry is recognised as the same fact. */
export type NewEvent = {
  readonly id: string;
  readonly type: string;
  readonly schemaVersion: number;
  readonly data: JsonObject;
};

export type RecordedEvent = NewEvent & {
  readonly stream: string;
  /** Place in its stream: 0, 1, 2 … without gaps. */
  readonly version: bigint;
  /** Place in the whole store: 1, 2, 3 … without gaps and in commit order (PostgreSQL adapter). */
  readonly position: bigint;
  /** `recordedAt` never falls with position. */
  readonly metadata: EventMetadata & { readonly recordedAt: Instant };
  /** SHA-256, hex, over the canonical JSON (RFC 8785) of the fact without its trace context; `eventDigest` of this library recomputes it. */
  readonly digest: string;
};

/** A version: the stream must be exactly there. "no-stream": it must not exist. "exists": it must. "any": no condition. */
export type ExpectedVersion = bigint | 'no-stream' | 'exists' | 'any';

export type Append = {
  readonly stream: string;
  readonly expected: ExpectedVersion;
  readonly events: readonly NewEvent[];
};

/** Where the last event of an append stands. An idempotent retry gets the places of the events stored the first time. */
export type Appended = { readonly version: bigint; readonly position: bigint };

export type AppendConflict =
  | {
      readonly kind: 'version-conflict';
      readonly stream: string;
      readonly expected: ExpectedVersion;
      readonly actual: bigint | 'no-stream';
    }
  | { readonly kind: 'event-id-reused'; readonly stream: string; readonly eventId: string };

/** A caller's open PostgreSQL transaction, in the shape of a node-postgres client. */
export type Transaction = {
  query<Row = Readonly<Record<string, unknown>>>(
    text: string,
    values?: readonly unknown[],
  ): Promise<{ readonly rows: Row[]; readonly rowCount: number | null }>;
};

export type AppendOptions = {
  readonly metadata: EventMetadata;
  /** Join this transaction: never BEGIN, COMMIT or ROLLBACK of its own. PostgreSQL only; other adapters throw. */
  readonly transaction?: Transaction;
  /** Record these facts as known at this instant instead of the clock's now; still never before an earlier position. Simulation only. */
  readonly recordedAt?: Instant;
};

/** The only truth. One contract suite (libs/testing) runs against every adapter. */
export interface EventStore {
  /** Whether appends can join a caller's transaction (`AppendOptions.transaction`). */
  readonly joinsTransactions: boolean;

  append(append: Append, options: AppendOptions): Promise<Result<Appended, AppendConflict>>;

  /** Several streams in one commit: all of them or none. Answers in the order given. A stream may be named once. */
  appendMany(appends: readonly Append[], options: AppendOptions): Promise<Result<readonly Appended[], AppendConflict>>;

  /** Events of one stream; a missing stream reads as empty. `from` is inclusive (default 0, or the end when backwards). */
  readStream(
    stream: string,
    options?: { readonly from?: bigint; readonly direction?: 'forwards' | 'backwards'; readonly limit?: number },
  ): Promise<readonly RecordedEvent[]>;

  /** Events of the whole store after a position (exclusive; 0n = from the beginning), in position order. */
  readAll(after: bigint, options: { readonly limit: number; readonly types?: readonly string[] }): Promise<readonly RecordedEvent[]>;

  /** Position of the last committed event; 0n when empty. */
  head(): Promise<bigint>;

  /** How many events stand after a position. A store whose positions have gaps counts to `atMost` and no further. */
  countAfter(after: bigint, atMost: number): Promise<bigint>;

  /**
   * Everything after a position, for ever: batches of at most `limit` in position order, nothing left out, nothing twice.
   * Waits for new events without spinning; ends when `signal` is aborted; throws when the store stays away.
   */
  follow(after: bigint, options: { readonly limit: number; readonly signal: AbortSignal }): AsyncIterable<readonly RecordedEvent[]>;

  close(): Promise<void>;
}

export const EVENT_STORE = Symbol('EventStore');
