import { setTimeout as pause } from 'node:timers/promises';
import type { EventStore, LivePlace, RecordedEvent, Subscriber } from '@budget/ports';
import type pg from 'pg';
import { BatchWriter } from '../subscriptions/batch-writer';
import { ensureCheckpoints, NOTHING_HANDLED } from '../subscriptions/checkpoint';
import { compareTables, type Comparison } from './differences';
import type { Projection } from './projection';
import { openRebuildSession } from './rebuild-session';
import { ShadowTables } from './shadow-tables';

export type RebuildOptions = {
  readonly pool: pg.Pool;
  readonly store: EventStore;
  readonly projection: Projection;
  readonly place: LivePlace;
  /** Aborted: comes to an end with the live tables as they were. */
  readonly signal: AbortSignal;
  readonly onProgress: (handled: bigint, head: bigint) => void;
  /** Readers of long ago keep the tables from being put in place; tried again and again. */
  readonly onWait: () => void;
};

const BATCH = 5_000;
/** Longer than a batch of the live projection takes. */
const HOLD_LIMIT_MS = 10_000;
/** Below `deadlock_timeout`: where a reader and the swap wait for each other, it is always the swap that gives way. */
const LOCK_LIMIT_MS = 200;
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 2_000;

/**
 * Makes the tables of a projection again from the events, beside the live ones, while these are written and read. Then either puts them in their
 * place or says where the two differ. Until the one transaction that swaps them nothing live is touched; killed, it leaves tables
 * that the next rebuild removes.
 */
export class ProjectionRebuild {
  private readonly tables: ShadowTables;
  private readonly writer: BatchWriter;
  private readonly ownName: string;
  private last: RecordedEvent | null = null;
  private count = 0;

  private constructor(
    private readonly options: RebuildOptions,
    private readonly client: pg.Client,
  ) {
    const { schema, subscriber } = options.projection;
    this.tables = new ShadowTables(schema);
    this.ownName = `${subscriber.name} rebuild`;
    const beside: Subscriber = {
      name: this.ownName,
      batchSize: BATCH,
      handle: (events, transaction) => subscriber.handle(events, this.tables.beside(transaction)),
    };
    this.writer = new BatchWriter(client, beside, NOTHING_HANDLED, (_, events) => this.wrote(events));
  }

  /** Throws RebuildUnderWay when another process rebuilds this projection. */
  static async begin(options: RebuildOptions): Promise<ProjectionRebuild> {
    const { pool, projection } = options;
    await ensureCheckpoints(pool);
    const client = await openRebuildSession(pool, projection.subscriber.name);
    const rebuild = new ProjectionRebuild(options, client);
    try {
      // What a crash of the database takes is begun anew anyway; the swap waits for everything before it.
      await client.query('SET synchronous_commit = off');
      await rebuild.atOnce('BEGIN', async () => {
        await rebuild.forgetOwnPlace();
        await rebuild.tables.make(client, projection.create);
      });
    } catch (error) {
      await client.end().catch(() => undefined);
      throw error;
    }
    return rebuild;
  }

  /** The last position that the tables beside hold. */
  get position(): bigint {
    return this.last?.position ?? 0n;
  }

  /** How many were handled for it so far. */
  get events(): number {
    return this.count;
  }

  /** Puts the rebuilt tables in place of the live ones. Answers the position they hold. */
  async swap(): Promise<bigint> {
    const everything = this.options.projection.isTablesOnly;
    await this.catchUp(everything);
    await this.tables.settle(this.client);
    for (let wait = FIRST_PAUSE_MS; ; wait = Math.min(wait * 2, LONGEST_PAUSE_MS)) {
      await this.catchUp(everything);
      try {
        return await this.takePlace();
      } catch (error) {
        if (!gaveWay(error)) throw error;
      }
      this.options.onWait();
      await pause(wait, undefined, { signal: this.options.signal });
    }
  }

  /** Where live and rebuilt tables differ at one moment. Stops neither writers nor readers. */
  async compare(): Promise<Comparison & { readonly position: bigint }> {
    await this.catchUp(false);
    await this.tables.settle(this.client);
    return this.atOnce('BEGIN ISOLATION LEVEL REPEATABLE READ', async () => {
      const last = await this.handleWhatIsLeft(false);
      return { ...(await compareTables(this.client, this.tables)), position: last?.position ?? 0n };
    });
  }

  /** Removes what is left beside the live tables. */
  async close(): Promise<void> {
    await this.atOnce('BEGIN', async () => {
      await this.forgetOwnPlace();
      await this.tables.remove(this.client);
    }).catch(() => undefined);
    await this.client.end().catch(() => undefined);
  }

  private wrote(events: readonly RecordedEvent[]): void {
    this.last = events.at(-1) ?? this.last;
    this.count += events.length;
  }

  private takePlace(): Promise<bigint> {
    const { place, projection } = this.options;
    return this.atOnce('BEGIN', async () => {
      await this.client.query(`SET LOCAL synchronous_commit TO DEFAULT; SET LOCAL lock_timeout = ${HOLD_LIMIT_MS}`);
      await place.hold(this.client);
      const last = await this.handleWhatIsLeft(projection.isTablesOnly);
      await this.client.query(`SET LOCAL lock_timeout = ${LOCK_LIMIT_MS}`);
      await this.tables.takeOver(this.client);
      if (projection.isTablesOnly || place.restarts) await place.moveTo(this.client, last);
      await this.forgetOwnPlace();
      return last?.position ?? 0n;
    });
  }

  /** Handles in large batches what is recorded: everything, or no more than the live tables hold. */
  private async catchUp(everything: boolean): Promise<void> {
    const { store, place, signal, onProgress } = this.options;
    const target = everything ? await store.head() : (await place.handled(this.client)).all;
    if (this.position >= target) return;
    for await (const events of store.follow(this.position, { limit: BATCH, signal })) {
      const due = events.filter(({ position }) => position <= target);
      if (due.length > 0) await this.writer.write(due);
      onProgress(this.position, target);
      if (this.position >= target || due.length < events.length) return;
    }
    signal.throwIfAborted();
  }

  /** In the transaction at hand: what the live tables hold and these do not yet, or everything up to there. */
  private async handleWhatIsLeft(everything: boolean): Promise<RecordedEvent | null> {
    const { store, place, projection } = this.options;
    const end = (await place.handled(this.client)).last;
    let reached = this.last;
    while ((reached?.position ?? 0n) < end) {
      const page = await store.readAll(reached?.position ?? 0n, { limit: BATCH });
      const events = page.filter(({ position }) => position <= end);
      const due = everything ? events : await place.handledOf(this.client, events);
      if (due.length > 0) await projection.subscriber.handle(due, this.tables.beside(this.client));
      if (events.length === 0) break;
      reached = events.at(-1) ?? reached;
    }
    return reached;
  }

  private forgetOwnPlace(): Promise<unknown> {
    return this.client.query('DELETE FROM read_store.checkpoint WHERE name = $1', [this.ownName]);
  }

  private async atOnce<Answer>(begin: string, work: () => Promise<Answer>): Promise<Answer> {
    await this.client.query(begin);
    try {
      const answer = await work();
      await this.client.query('COMMIT');
      return answer;
    } catch (error) {
      await this.client.query('ROLLBACK').catch(() => undefined);
      throw error;
    }
  }
}

// 55P03: a lock was not free in time; 40P01: a deadlock, which was ours to give way in.
const gaveWay = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === '55P03' || error.code === '40P01');
