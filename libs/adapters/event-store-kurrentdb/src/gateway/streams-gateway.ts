/** An event as the server keeps it. `revision` is its place in its stream, `position` its commit position in the whole log. */
export type StoredEvent = {
  readonly stream: string;
  readonly revision: bigint;
  readonly position: bigint;
  readonly id: string;
  readonly type: string;
  readonly data: string;
  readonly metadata: string;
};

/** `data` and `metadata` are JSON texts, written as they are. */
export type EventToStore = Pick<StoredEvent, 'id' | 'type' | 'data' | 'metadata'>;

/** Where a stream ends: the revision of its last event, or that it has none. */
export type StreamEnd = bigint | 'no-stream';

export type StoreAnswer =
  | { readonly kind: 'appended'; readonly revision: bigint; readonly position: bigint }
  /** The stream ends elsewhere: nothing was written. */
  | { readonly kind: 'elsewhere'; readonly actual: StreamEnd };

export type Direction = 'forwards' | 'backwards';

/** Events that arrive by themselves, kept until they are taken. */
export interface LiveFeed {
  /** What has arrived, oldest first, at most `limit`; never waits. */
  take(limit: number): readonly StoredEvent[];
  /** Resolves when something has arrived, the feed broke, the time is over or the signal is aborted. Never rejects. */
  changed(withinMs: number, signal: AbortSignal): Promise<void>;
  /** Why the feed will bring nothing more; what had arrived before can still be taken. */
  readonly broken: Error | null;
  cancel(): void;
}

/**
 * What this adapter asks of a client of the server: the only place where another client would be put in. Every method throws
 * StoreAway when the server gave no answer; an append may then have been written all the same.
 */
export interface StreamsGateway {
  /** The same ids at the same expectation are written once and answered as the first time. */
  append(stream: string, expected: StreamEnd, events: readonly EventToStore[]): Promise<StoreAnswer>;

  /** From a revision (inclusive) or the end; a missing stream reads as empty. */
  readStream(
    stream: string,
    options: { readonly from: bigint | 'end'; readonly direction: Direction; readonly limit: number },
  ): Promise<readonly StoredEvent[]>;

  /** The whole log without system events, from a position (inclusive). Throws PositionUnknown when no record begins there. */
  readAll(options: {
    readonly from: bigint | 'start' | 'end';
    readonly direction: Direction;
    readonly limit: number;
  }): Promise<readonly StoredEvent[]>;

  /** The whole log without system events, after a position (exclusive). Never reconnects. */
  subscribeToAll(after: bigint): Promise<LiveFeed>;

  /** Breaks what is under way and lets go of the connection. */
  dispose(): Promise<void>;
}
