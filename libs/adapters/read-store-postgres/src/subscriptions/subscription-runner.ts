import { setTimeout as pause } from 'node:timers/promises';
import {
  isPassingTrouble,
  type Clock,
  type EventStore,
  type RecordedEvent,
  type Subscriber,
  type Subscription,
  type SubscriptionHealth,
  type Transaction,
} from '@budget/ports';
import type pg from 'pg';
import { BatchWriter } from './batch-writer';
import { loadCheckpoint, type Checkpoint } from './checkpoint';
import { LagMeter } from './lag';
import { Owner } from './owner';
import { OwnershipLost } from './ownership-lost';
import { PositionWaiters } from './position-waiters';
import { assertSameHistory } from './same-history';
import type { SubscriptionLog } from './subscription-log';
import { UnhandledEvent } from './unhandled-event';

export type RunnerOptions = {
  readonly store: EventStore;
  readonly pool: pg.Pool;
  readonly clock: Clock;
  readonly log: SubscriptionLog;
  /** Asked by each new owner before it goes on. Throws when the subscription has been handed over to something that reads the events elsewhere. */
  readonly mayRun?: (transaction: Transaction, name: string) => Promise<void>;
};

const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 10_000;
const WATCH_MS = 200;

/** One subscription in this process: waits for the ownership, follows the store, survives what passes and stops at what does not. */
export class SubscriptionRunner implements Subscription {
  private readonly closing = new AbortController();
  private readonly waiters = new PositionWaiters();
  private readonly lag: LagMeter;
  private readonly running: Promise<void>;
  private state: SubscriptionHealth['state'] = 'starting';
  private lastError: SubscriptionHealth['lastError'] = null;
  private position: bigint;
  private pauseMs = FIRST_PAUSE_MS;
  private watching = false;

  constructor(
    private readonly options: RunnerOptions,
    private readonly subscriber: Subscriber,
    checkpoint: Checkpoint,
  ) {
    this.lag = new LagMeter(options.store, options.clock);
    this.position = checkpoint.position;
    this.running = this.run();
  }

  async health(): Promise<SubscriptionHealth> {
    if (this.state !== 'running') await this.look().catch(() => undefined);
    const { name } = this.subscriber;
    const checkpoint = this.position;
    return { name, state: this.state, checkpoint, ...(await this.lag.measure(checkpoint)), lastError: this.lastError };
  }

  async reached(position: bigint, timeoutMs: number): Promise<boolean> {
    if (this.position >= position) return true;
    if (this.state === 'closed') return false;
    const reached = this.waiters.wait(position, timeoutMs);
    void this.watch();
    return reached;
  }

  async close(): Promise<void> {
    this.closing.abort();
    await this.running;
    this.state = 'closed';
    this.waiters.giveUp();
  }

  private async run(): Promise<void> {
    while (!this.closing.signal.aborted) {
      try {
        await this.own();
        if (!this.closing.signal.aborted) throw new OwnershipLost('the connection broke');
      } catch (error) {
        if (!isPassingTrouble(error) && !(error instanceof OwnershipLost)) return this.stop(error);
        this.note('retrying', error);
        this.report('warn', `tries again in ${this.pauseMs} ms`, error);
        await pause(this.pauseMs, undefined, { signal: this.closing.signal }).catch(() => undefined);
        this.pauseMs = Math.min(this.pauseMs * 2, LONGEST_PAUSE_MS);
      }
    }
  }

  private async own(): Promise<void> {
    const { store, pool, mayRun } = this.options;
    const { name, batchSize, gatherMs = 0 } = this.subscriber;
    const owner = await Owner.take(pool, name, this.closing.signal, () => (this.state = 'waiting'));
    if (!owner) return;
    try {
      await mayRun?.(owner.client, name);
      const checkpoint = await loadCheckpoint(owner.client, name);
      this.moved(checkpoint.position);
      await assertSameHistory(store, name, checkpoint);
      this.state = 'running';
      this.report('info', `runs from position ${checkpoint.position}`);

      const writer = new BatchWriter(owner.client, this.subscriber, checkpoint, (reached, events) => this.committed(reached, events));
      const signal = AbortSignal.any([this.closing.signal, owner.lost]);
      for await (const events of store.follow(checkpoint.position, { limit: batchSize, signal })) {
        const readAt = performance.now();
        await writer.write(events);
        if (events.length === batchSize) continue;
        this.lag.level(readAt);
        const left = gatherMs - (performance.now() - readAt);
        if (left > 0) await pause(left, undefined, { signal }).catch(() => undefined);
      }
    } finally {
      await owner.release();
    }
  }

  private committed(checkpoint: Checkpoint, events: readonly RecordedEvent[]): void {
    this.pauseMs = FIRST_PAUSE_MS;
    this.moved(checkpoint.position);
    try {
      this.subscriber.committed?.(events);
    } catch (error) {
      this.report('warn', `handled up to position ${checkpoint.position}, but what follows a commit failed`, error);
    }
  }

  private stop(error: unknown): void {
    this.note('stopped', error);
    this.report(
      'error',
      `STOPPED. What it shows stays as of position ${this.position}. Mend the cause, then start the process again`,
      error,
    );
  }

  private note(state: 'retrying' | 'stopped', error: unknown): void {
    this.state = state;
    this.lastError = {
      at: this.options.clock.now(),
      message: error instanceof Error ? error.message : String(error),
      position: error instanceof UnhandledEvent ? error.position : null,
    };
  }

  private report(level: 'info' | 'warn' | 'error', message: string, error?: unknown): void {
    this.options.log({ level, subscription: this.subscriber.name, message: `Subscription "${this.subscriber.name}" ${message}`, error });
  }

  private moved(position: bigint): void {
    this.position = position;
    this.waiters.reached(position);
  }

  /** Somebody waits and another process may be the owner: look at the checkpoint, a few times a second for all who wait. */
  private async watch(): Promise<void> {
    if (this.watching) return;
    this.watching = true;
    while (this.waiters.count > 0 && !this.closing.signal.aborted) {
      if (this.state !== 'running') await this.look().catch(() => undefined);
      await pause(WATCH_MS, undefined, { signal: this.closing.signal }).catch(() => undefined);
    }
    this.watching = false;
  }

  private async look(): Promise<void> {
    const { position } = await loadCheckpoint(this.options.pool, this.subscriber.name);
    if (this.state !== 'running') this.moved(position);
  }
}
