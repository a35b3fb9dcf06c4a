import { setTimeout as pause } from 'node:timers/promises';
import { epochOf } from '@budget/kernel';
import {
  isPassingTrouble,
  NotNow,
  type FeedReader,
  type RecordedEvent,
  type Subscriber,
  type Subscription,
  type SubscriptionHealth,
} from '@budget/ports';
import { becomeFeedReader } from './feed-reader';
import { FeedPresence } from './feed-presence';
import { feedProgress, type FeedProgress } from './feed-progress';
import { FeedWriter } from './feed-writer';
import type { FeedRunnerOptions } from './runner-options';
import { StallWatch } from './stall-watch';
import { UnhandledMessage } from './unhandled-message';

const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 10_000;
const WATCH_MS = 10_000;
const LOOK_MS = 50;
/** A store that must count one by one stops here: "1,000 behind" then means "at least". */
const COUNTED = 1_000;

/** One member of a consumer group that runs a subscriber: survives what passes, stops at what does not, starts again what stands still. */
export class FeedRunner implements Subscription {
  private readonly closing = new AbortController();
  private readonly writer: FeedWriter;
  private readonly stall = new StallWatch();
  private readonly running: Promise<void>;
  private state: SubscriptionHealth['state'] = 'starting';
  private lastError: SubscriptionHealth['lastError'] = null;
  private owned: readonly number[] = [];
  private levelAt: number | null = null;
  private busy = 0;
  private pauseMs = FIRST_PAUSE_MS;
  private takenOver = false;
  private readonly presence: FeedPresence;

  constructor(
    private readonly options: FeedRunnerOptions,
    private readonly subscriber: Subscriber,
  ) {
    const { pool, feed, store, silentMs } = options;
    this.presence = new FeedPresence(silentMs);
    this.writer = new FeedWriter(pool, feed.topic, store, subscriber, (events) => this.committed(events));
    this.running = this.run();
  }

  async health(): Promise<SubscriptionHealth> {
    const { store, clock } = this.options;
    const now = performance.now();
    const { handled: checkpoint, lag } = await this.progress();
    const head = await store.head();
    const [oldest] = head > checkpoint ? await store.readAll(checkpoint, { limit: 1 }) : [];
    if (!oldest) this.levelAt = now;
    // A fact may be recorded as known long ago (simulation); it cannot have waited longer than since we were level.
    const recordedAgo = oldest ? (epochOf(clock.now()) - epochOf(oldest.metadata.recordedAt)) / 1_000 : 0;
    const behindFor = this.levelAt === null ? Infinity : (now - this.levelAt) / 1_000;
    const lagEvents = oldest ? await store.countAfter(checkpoint, COUNTED) : 0n;
    const lagSeconds = Math.max(0, Math.min(recordedAgo, behindFor));
    const feedLag = [...lag.values()].reduce((sum, messages) => sum + messages, 0n);
    // What the relay has not told of yet is no lag of this reader.
    const feedAway = this.presence.isAway(now) || (oldest !== undefined && feedLag === 0n);
    const { state, lastError } = this;
    return { name: this.subscriber.name, state, checkpoint, head, lagEvents, lagSeconds, feedAway, feedLag, lastError };
  }

  /** Answered from what the relay and every member of the group have committed, so that any process may ask. */
  async reached(position: bigint, timeoutMs: number): Promise<boolean> {
    const deadline = performance.now() + timeoutMs;
    for (;;) {
      if ((await this.progress()).handled >= position) return true;
      if (performance.now() >= deadline || this.closing.signal.aborted) return false;
      await pause(Math.min(LOOK_MS, Math.max(1, deadline - performance.now())), undefined, { signal: this.closing.signal }).catch(
        () => undefined,
      );
    }
  }

  async close(): Promise<void> {
    this.closing.abort();
    await this.running;
    this.state = 'closed';
  }

  private progress(): Promise<FeedProgress> {
    const { pool, feed } = this.options;
    return feedProgress(pool, this.subscriber.name, feed.topic);
  }

  private async run(): Promise<void> {
    while (!this.closing.signal.aborted) {
      try {
        await this.consume();
      } catch (error) {
        if (!isPassingTrouble(error)) return this.stop(error);
        this.note('retrying', error);
        this.report('warn', `begins again in ${this.pauseMs} ms`, error);
        await pause(this.pauseMs, undefined, { signal: this.closing.signal }).catch(() => undefined);
        this.pauseMs = Math.min(this.pauseMs * 2, LONGEST_PAUSE_MS);
      }
    }
  }

  /** One life in the group: until it is closed, ended by an error, or found standing still. */
  private async consume(): Promise<void> {
    const { feed, pool, takeOver, watchMs = WATCH_MS } = this.options;
    this.takenOver ||= await becomeFeedReader(pool, this.subscriber.name, takeOver);
    const over = new AbortController();
    const ended = new Promise<never>((_, reject) => over.signal.addEventListener('abort', () => reject(over.signal.reason as Error)));
    ended.catch(() => undefined);
    this.writer.forget();
    this.presence.begins();
    this.owned = [];
    this.stall.reset();
    const consumption = await feed.consume(this.subscriber.name, this.reader(over)).catch((error: unknown) => this.brokerGone(error));
    const watch = setInterval(() => void this.look(over), watchMs);
    try {
      await Promise.race([ended, aborted(this.closing.signal)]);
    } finally {
      clearInterval(watch);
      await consumption.close();
    }
  }

  private reader(over: AbortController): FeedReader {
    return {
      batchSize: this.subscriber.batchSize,
      nextOffset: (partition) => this.writer.nextOffset(partition),
      handle: async (batch) => {
        this.busy++;
        try {
          await this.writer.write(batch);
        } finally {
          this.busy--;
        }
        this.stall.alive();
        this.pauseMs = FIRST_PAUSE_MS;
        if (this.state === 'retrying') this.state = 'running';
      },
      joined: (partitions) => {
        this.writer.forget();
        this.stall.alive();
        this.owned = partitions;
        this.presence.joined();
        if (this.state === 'stopped') return;
        this.state = partitions.length > 0 ? 'running' : 'waiting';
        this.report('info', `reads partitions ${partitions.join(', ') || 'none'} of ${this.options.feed.topic}`);
      },
      heard: () => this.presence.heard(),
      troubled: (error) => {
        this.writer.forget();
        this.note('retrying', error);
        this.report('warn', 'met trouble that passes', error);
      },
      ended: (error) => {
        this.presence.ended(error);
        over.abort(error instanceof Error ? error : new Error(String(error)));
      },
    };
  }

  private brokerGone(error: unknown): never {
    this.presence.ended(error);
    throw error;
  }

  private async look(over: AbortController): Promise<void> {
    const progress = await this.progress().catch(() => null);
    if (!progress || over.signal.aborted) return;
    const lag = this.owned.reduce((sum, partition) => sum + (progress.lag.get(partition) ?? 0n), 0n);
    if (this.stall.look(lag, this.busy > 0)) over.abort(new NotNow(`${lag} messages wait and none is handled`));
  }

  private committed(events: readonly RecordedEvent[]): void {
    try {
      this.subscriber.committed?.(events);
    } catch (error) {
      this.report('warn', 'has handled a batch, but what follows a commit failed', error);
    }
  }

  private stop(error: unknown): void {
    this.note('stopped', error);
    this.report('error', 'STOPPED. What it shows stays as of the last event handled. Mend the cause, then start the process again', error);
  }

  private note(state: 'retrying' | 'stopped', error: unknown): void {
    this.state = state;
    this.lastError = {
      at: this.options.clock.now(),
      message: error instanceof Error ? error.message : String(error),
      position: error instanceof UnhandledMessage ? error.position : null,
    };
  }

  private report(level: 'info' | 'warn' | 'error', message: string, error?: unknown): void {
    this.options.log({ level, subscription: this.subscriber.name, message: `Subscription "${this.subscriber.name}" ${message}`, error });
  }
}

const aborted = (signal: AbortSignal): Promise<void> =>
  signal.aborted ? Promise.resolve() : new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
