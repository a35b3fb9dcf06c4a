import { ok, type Result } from '@budget/kernel';
import {
  assertStorable,
  canonicalData,
  type Append,
  type AppendConflict,
  type Appended,
  type AppendOptions,
  type Clock,
  type EventStore,
  type RecordedEvent,
} from '@budget/ports';
import { CommitDecisions } from './commits/commit-decisions';
import type { StreamsGateway } from './gateway/streams-gateway';
import { Namespace } from './namespace';
import { FactSieve } from './reading/fact-sieve';
import { Follower, type FollowerLimits } from './reading/follower';
import { LogReader } from './reading/log-reader';
import { StreamReader } from './reading/stream-reader';
import { StreamTails } from './reading/stream-tails';
import { RecordingMoments } from './recording-moments';
import { StreamTurns } from './stream-turns';
import { AppendJudge } from './writing/append-judge';
import { appendCommit } from './writing/commit-append';
import { appendSingle, type Writing } from './writing/single-append';
import { APPEND_BYTES, assertFits, bytesOf, type ReadyEvent } from './writing/written-fact';

export type KurrentdbEventStoreOptions = {
  /** Becomes the store's: disposed of by `close`. */
  readonly gateway: StreamsGateway;
  readonly clock: Clock;
  /** Begins the names of all streams of this installation on the server; readers never see it. None may begin with another installation's. Default "". */
  readonly prefix?: string;
  /** How long an append that is not answered is sent again, in milliseconds. */
  readonly troubleLimitMs?: number;
  /** How long readers leave the writer of a small commit over several streams alone before they decide against it, in milliseconds. */
  readonly commitPatienceMs?: number;
  readonly following?: FollowerLimits;
};

const TROUBLE_LIMIT_MS = 30_000;
const COMMIT_PATIENCE_MS = 5_000;

/**
 * Events in KurrentDB or EventStoreDB, from server 22.10 on. Positions are the server's commit positions: increasing, not
 * without gaps. Versions count without gaps, whatever the server's revisions do (docs/adr/0040, 0041).
 */
export class KurrentdbEventStore implements EventStore {
  readonly joinsTransactions = false;
  private readonly namespace: Namespace;
  private readonly decisions: CommitDecisions;
  private readonly sieve: FactSieve;
  private readonly reader: StreamReader;
  private readonly log: LogReader;
  private readonly writing: Writing;
  private readonly turns = new StreamTurns();
  private readonly closing = new AbortController();

  constructor(private readonly options: KurrentdbEventStoreOptions) {
    const { gateway, clock, prefix = '', troubleLimitMs = TROUBLE_LIMIT_MS, commitPatienceMs = COMMIT_PATIENCE_MS } = options;
    const tails = new StreamTails();
    this.namespace = new Namespace(prefix);
    this.decisions = new CommitDecisions(gateway);
    this.sieve = new FactSieve(this.namespace, this.decisions);
    this.reader = new StreamReader(gateway, this.namespace, this.sieve, tails);
    this.log = new LogReader(gateway, this.sieve);
    const judge = new AppendJudge(this.reader, tails);
    const moments = new RecordingMoments(clock);
    this.writing = { gateway, namespace: this.namespace, judge, tails, moments, troubleLimitMs, commitPatienceMs };
  }

  async append(append: Append, options: AppendOptions): Promise<Result<Appended, AppendConflict>> {
    const appended = await this.appendMany([append], options);
    return appended.ok ? ok(appended.value[0] as Appended) : appended;
  }

  async appendMany(appends: readonly Append[], options: AppendOptions): Promise<Result<readonly Appended[], AppendConflict>> {
    if (options.transaction) throw new Error('The KurrentDB event store joins no transaction. Use the PostgreSQL adapter.');
    if (this.closing.signal.aborted) throw new Error('The event store is closed.');
    const parts = this.parts(appends, options);
    const [only] = parts;
    const single = parts.length === 1 && only && only.ready.reduce((sum, event) => sum + bytesOf(event), 0) <= APPEND_BYTES;
    return this.turns.take(
      parts.map(({ append }) => append.stream),
      async () => {
        if (!single && !(only?.ready.length === 1 && parts.length === 1)) return appendCommit(this.writing, this.decisions, parts, options);
        const appended = await appendSingle(this.writing, only.append, only.ready, options);
        return appended.ok ? ok([appended.value]) : appended;
      },
    );
  }

  /** Everything that can be refused without the server, and copies of what the caller may change later. */
  private parts(appends: readonly Append[], { metadata }: AppendOptions): readonly { append: Append; ready: readonly ReadyEvent[] }[] {
    assertStorable(appends, metadata);
    return appends.map((append) => {
      this.namespace.stored(append.stream);
      const ready = append.events.map((event) => ({ event, data: canonicalData(event) }));
      ready.forEach(assertFits);
      return { append, ready };
    });
  }

  readStream(stream: string, options?: Parameters<EventStore['readStream']>[1]): Promise<readonly RecordedEvent[]> {
    return this.reader.read(stream, options);
  }

  readAll(after: bigint, options: Parameters<EventStore['readAll']>[1]): Promise<readonly RecordedEvent[]> {
    return this.log.read(after, options);
  }

  head(): Promise<bigint> {
    return this.log.head();
  }

  async countAfter(after: bigint, atMost: number): Promise<bigint> {
    return BigInt((await this.log.read(after, { limit: atMost })).length);
  }

  async *follow(
    after: bigint,
    { limit, signal }: { readonly limit: number; readonly signal: AbortSignal },
  ): AsyncGenerator<readonly RecordedEvent[], void> {
    const follower = new Follower(this.options.gateway, this.log, this.sieve, after, this.options.following);
    yield* follower.batches({ limit, signal: AbortSignal.any([signal, this.closing.signal]) });
    if (this.closing.signal.aborted && !signal.aborted) throw new Error('The event store is closed.');
  }

  /** Ends what follows, finishes what is being appended, then lets go of the client. */
  async close(): Promise<void> {
    this.closing.abort();
    await this.turns.drained();
    await this.options.gateway.dispose();
  }
}
