/** One fact on its way to other programs, in no words of any broker. */
export type FeedMessage = {
  readonly key: string;
  /** Messages with the same text here arrive in the order they were published; others may overtake them. */
  readonly orderedBy: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly value: string;
};

export type Acknowledged = {
  /** How many partitions the topic has. */
  readonly partitions: number;
  /** Offset of the last message published into each partition that took one. */
  readonly lastOffsets: ReadonlyMap<number, bigint>;
};

export type ReceivedMessage = {
  readonly offset: bigint;
  readonly key: string | null;
  readonly headers: Readonly<Record<string, string>>;
  readonly value: string | null;
};

/** Messages of one partition in offset order. Everything from `from` up to, not including, `next` is handled with them. */
export type FeedBatch = {
  readonly partition: number;
  readonly from: bigint;
  readonly next: bigint;
  readonly messages: readonly ReceivedMessage[];
};

/** Who reads a feed, and keeps its own place in it beside what it writes. */
export type FeedReader = {
  readonly batchSize: number;
  /** Offset of the next message wanted of a partition; asked before each batch, so a place that was moved meanwhile is noticed. */
  nextOffset(partition: number): Promise<bigint>;
  /** A throw of passing trouble: the batch comes again after a pause. Any other throw ends the consumption. */
  handle(batch: FeedBatch): Promise<void>;
  /** These partitions are ours from now on; what was ours before and is not among them belongs to others. */
  joined(partitions: readonly number[]): void;
  /** The broker has answered, whatever it said. */
  heard(): void;
  /** Trouble that is expected to pass; the feed goes on by itself. */
  troubled(error: unknown): void;
  /** The consumption is over, though nobody closed it. */
  ended(error: unknown): void;
};

export interface FeedConsumption {
  /** Finishes the batch in flight and leaves the group. */
  close(): Promise<void>;
}

/** A durable topic with partitions. Order holds within a partition; delivery is at least once. */
export interface Feed {
  readonly topic: string;

  /**
   * Resolves when every message is acknowledged by all replicas. Call it again only after it has settled. Throws NotNow when the
   * broker is away: the same messages may be published again. `partitions`: refuse, before sending, a topic with another number.
   */
  publish(messages: readonly FeedMessage[], expect?: { readonly partitions: number }): Promise<Acknowledged>;

  /** Readers of one group share the partitions among themselves. Throws NotNow when the broker is away. */
  consume(group: string, reader: FeedReader): Promise<FeedConsumption>;

  /** Ends what publishes; consumptions are closed by who opened them. */
  close(): Promise<void>;
}

export const FEED = Symbol('Feed');
