import { setTimeout as pause } from 'node:timers/promises';
import { ok, type Result } from '@budget/kernel';
import {
  isPassingTrouble,
  type Append,
  type AppendConflict,
  type Appended,
  type AppendOptions,
  type Clock,
  type EventStore,
  type RecordedEvent,
} from '@budget/ports';
import type pg from 'pg';
import { APPEND_CALL, appendParameters, readAnswer } from './append-call';
import { AppendQueue } from './append-queue';
import { appendUnit, type AppendUnit } from './append-unit';
import { EventReader } from './event-reader';
import { GroupWriter, type GroupCommitted } from './group-writer';
import { HeadListener } from './head-listener';
import { HeadSignal } from './head-signal';
import { migrate } from './migrate';

export type PostgresEventStoreOptions = {
  /** Stays the caller's: end it after `close`. Needs two connections at least. */
  readonly pool: pg.Pool;
  readonly clock: Clock;
  /** After each commit, for metrics. */
  readonly onCommit?: (committed: GroupCommitted) => void;
};

/** A page under way, and the moment before it began: what is committed since is not in it. */
type Reading = { readonly moment: number; readonly page: Promise<readonly RecordedEvent[]> };

const POLL_MS = 1_000;
const AWAY_LIMIT_MS = 30_000;
const AWAY_PAUSE_MS = 250;

/**
 * Events in PostgreSQL, schema `event_store`. Positions without gaps and in commit order: one head row gives them, a rollback
 * gives them back. Appends gather into groups that share one round trip and one commit.
 */
export class PostgresEventStore implements EventStore {
  readonly joinsTransactions = true;
  private readonly headSignal = new HeadSignal();
  private readonly listener: HeadListener;
  private readonly reader: EventReader;
  private readonly queue: AppendQueue;
  private closed = false;

  private constructor(private readonly options: PostgresEventStoreOptions) {
    const writer = new GroupWriter({
      ...options,
      onCommit: (committed) => {
        this.headSignal.reached(committed.head);
        options.onCommit?.(committed);
      },
    });
    this.listener = new HeadListener(options.pool, this.headSignal);
    this.reader = new EventReader(options.pool);
    this.queue = new AppendQueue((units) => writer.write(units));
  }

  /** Makes or upgrades the schema when needed. Throws SchemaNewer when a later version of this software has been here. */
  static async open(options: PostgresEventStoreOptions): Promise<PostgresEventStore> {
    // An idle connection that breaks is reported here; without a listener Node.js would end the process.
    if (options.pool.listenerCount('error') === 0) options.pool.on('error', () => undefined);
    await migrate(options.pool);
    return new PostgresEventStore(options);
  }

  async append(append: Append, options: AppendOptions): Promise<Result<Appended, AppendConflict>> {
    const appended = await this.appendMany([append], options);
    return appended.ok ? ok(appended.value[0] as Appended) : appended;
  }

  async appendMany(appends: readonly Append[], options: AppendOptions): Promise<Result<readonly Appended[], AppendConflict>> {
    if (this.closed) throw new Error('The event store is closed.');
    const unit = appendUnit(appends, options);
    return options.transaction ? this.join(unit, options.transaction) : this.queue.push(unit);
  }

  // Ids are always looked up here: a unique violation would break the caller's transaction.
  private async join(
    unit: AppendUnit,
    transaction: NonNullable<AppendOptions['transaction']>,
  ): Promise<Result<readonly Appended[], AppendConflict>> {
    const instant = unit.recordedAt ?? this.options.clock.now();
    const { rows } = await transaction.query<{ answer: string }>(APPEND_CALL, appendParameters([unit], instant, true));
    const [result] = readAnswer([unit], rows[0]?.answer as string).results;
    return result as Result<readonly Appended[], AppendConflict>;
  }

  readStream(stream: string, options?: Parameters<EventStore['readStream']>[1]): Promise<readonly RecordedEvent[]> {
    return this.reader.stream(stream, options);
  }

  readAll(after: bigint, options: Parameters<EventStore['readAll']>[1]): Promise<readonly RecordedEvent[]> {
    return this.reader.all(after, options);
  }

  head(): Promise<bigint> {
    return this.reader.head();
  }

  async countAfter(after: bigint): Promise<bigint> {
    const head = await this.reader.head();
    return head > after ? head - after : 0n;
  }

  async *follow(
    after: bigint,
    { limit, signal }: { readonly limit: number; readonly signal: AbortSignal },
  ): AsyncGenerator<readonly RecordedEvent[], void> {
    this.listener.start();
    let position = after;
    let reading = this.beginReading(position, limit, signal);
    while (!signal.aborted) {
      const batch = await reading.page;
      if (signal.aborted) return;
      const last = batch.at(-1);
      if (!last) {
        await this.headSignal.changed(reading.moment, POLL_MS, signal);
        reading = this.beginReading(position, limit, signal);
        continue;
      }
      position = last.position;
      // After a full page there is probably more: it is read while the consumer works on this one.
      const full = batch.length === limit;
      if (full) reading = this.beginReading(position, limit, signal);
      yield batch;
      if (!full) reading = this.beginReading(position, limit, signal);
    }
  }

  private beginReading(after: bigint, limit: number, signal: AbortSignal): Reading {
    if (this.closed) throw new Error('The event store is closed.');
    const { moment } = this.headSignal;
    const page = this.readPatiently(after, limit, moment, signal);
    // A consumer that leaves never awaits the page begun for it.
    page.catch(() => undefined);
    return { moment, page };
  }

  private async readPatiently(after: bigint, limit: number, moment: number, signal: AbortSignal): Promise<readonly RecordedEvent[]> {
    const deadline = performance.now() + AWAY_LIMIT_MS;
    while (!signal.aborted) {
      try {
        return await this.reader.shared(after, limit, moment);
      } catch (error) {
        if (!isPassingTrouble(error) || performance.now() > deadline) throw error;
        await pause(AWAY_PAUSE_MS, undefined, { signal }).catch(() => undefined);
      }
    }
    return [];
  }

  /** Finishes what is queued, then lets go of its own connections. */
  async close(): Promise<void> {
    this.closed = true;
    await this.queue.drained();
    this.headSignal.forget();
    await this.listener.close();
  }
}
