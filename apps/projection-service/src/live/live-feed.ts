import { setTimeout as pause } from 'node:timers/promises';
import { LOGGER, type Logger } from '@budget/adapters/nest-platform';
import { EVENT_STORE, type EventStore, type Subscription } from '@budget/ports';
import { Inject, Injectable, type OnApplicationShutdown, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { READ_MODEL_RUN } from '../queries/read-gate';
import { liveEventOf, type LiveEvent } from './live-event';

const BATCH = 500;
const LOOK_AGAIN_MS = 1_000;

/** Events in order, up to a position; empty where nothing in between is of interest to a screen. */
export type LiveBatch = { readonly events: readonly LiveEvent[]; readonly upTo: bigint };

/**
 * Knows how far screens may be told: an event is announced only after the read model holds it, so that a screen that reads
 * again on hearing it sees the new figure, whichever process projects. Each stream reads at its own pace.
 */
@Injectable()
export class LiveFeed implements OnModuleInit, OnModuleDestroy, OnApplicationShutdown {
  private readonly stopping = new AbortController();
  private readonly waiting = new Set<() => void>();
  private running: Promise<void> = Promise.resolve();
  private announced = 0n;

  constructor(
    @Inject(EVENT_STORE) private readonly store: EventStore,
    @Inject(READ_MODEL_RUN) private readonly readModel: Subscription,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  async onModuleInit(): Promise<void> {
    // Not the store's head: after a crash the read model may still have to catch up with it.
    this.announced = (await this.readModel.health()).checkpoint;
    this.running = this.run();
  }

  /** Open streams would keep the server from closing. */
  onModuleDestroy(): void {
    this.stopping.abort();
    this.wake();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.running;
  }

  /** The last position that has been announced. */
  get position(): bigint {
    return this.announced;
  }

  /** Everything after `after`, once and in order, until `gone` is aborted or the service stops. */
  async *from(after: bigint, gone: AbortSignal): AsyncGenerator<LiveBatch> {
    let delivered = after;
    while (!gone.aborted && !this.stopping.signal.aborted) {
      const batch = delivered < this.announced ? await this.store.readAll(delivered, { limit: BATCH }) : [];
      const known = batch.filter(({ position }) => position <= this.announced);
      const last = known.at(-1);
      if (!last) {
        await this.nextAnnouncement(gone);
        continue;
      }
      delivered = last.position;
      yield { events: known.flatMap((stored) => liveEventOf(stored) ?? []), upTo: delivered };
    }
  }

  private async run(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      try {
        for await (const batch of this.store.follow(this.announced, { limit: BATCH, signal })) {
          const last = batch.at(-1);
          if (last && (await this.isReadable(last.position))) this.announce(last.position);
        }
      } catch (error) {
        if (signal.aborted) return;
        this.logger.warn({ error }, 'live feed lost the store, trying again');
        await pause(LOOK_AGAIN_MS, undefined, { signal }).catch(() => undefined);
      }
    }
  }

  /** Waits as long as it takes; false only when the service stops meanwhile. */
  private async isReadable(position: bigint): Promise<boolean> {
    while (!this.stopping.signal.aborted) {
      if (await this.readModel.reached(position, LOOK_AGAIN_MS)) return true;
    }
    return false;
  }

  private announce(position: bigint): void {
    this.announced = position;
    this.wake();
  }

  private wake(): void {
    for (const done of [...this.waiting]) done();
  }

  private nextAnnouncement(gone: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        this.waiting.delete(done);
        gone.removeEventListener('abort', done);
        resolve();
      };
      this.waiting.add(done);
      gone.addEventListener('abort', done);
    });
  }
}
