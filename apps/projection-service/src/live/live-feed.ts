import { EVENT_STORE, type EventStore, type RecordedEvent, type Subscription } from '@budget/ports';
import { Inject, Injectable, type OnApplicationShutdown, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { LOGGER, type Logger } from '@budget/adapters/nest-platform';
import { READ_MODEL_RUN } from '../queries/read-gate';
import { liveEventOf, type LiveEvent } from './live-event';

const BATCH = 500;
const READ_MODEL_PATIENCE_MS = 30_000;

/** Resolves when the lines are on their way, so that a slow reader of the past is not flooded. */
type Listener = (events: readonly LiveEvent[], upTo: bigint) => Promise<void>;

/**
 * Follows the store once for all screens of this process. An event is announced only after the read model holds it, so that
 * a screen that reads again on hearing it sees the new figure, whichever process projects.
 */
@Injectable()
export class LiveFeed implements OnModuleInit, OnModuleDestroy, OnApplicationShutdown {
  private readonly listeners = new Set<Listener>();
  private readonly stopping = new AbortController();
  private readonly endings = new Set<() => void>();
  private running: Promise<void> = Promise.resolve();
  private position = 0n;

  constructor(
    @Inject(EVENT_STORE) private readonly store: EventStore,
    @Inject(READ_MODEL_RUN) private readonly readModel: Subscription,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  async onModuleInit(): Promise<void> {
    this.position = await this.store.head();
    this.running = this.run();
  }

  /** Open streams would keep the server from closing. */
  onModuleDestroy(): void {
    for (const end of this.endings) end();
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  private async run(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      try {
        for await (const batch of this.store.follow(this.position, { limit: BATCH, signal })) await this.announce(batch);
      } catch (error) {
        if (!signal.aborted) this.logger.warn({ error }, 'live feed lost the store, trying again');
      }
    }
  }

  private async announce(batch: readonly RecordedEvent[]): Promise<void> {
    const last = batch.at(-1);
    if (!last) return;
    await this.readModel.reached(last.position, READ_MODEL_PATIENCE_MS);
    const events = batch.flatMap((stored) => liveEventOf(stored) ?? []);
    this.position = last.position;
    for (const listener of this.listeners) void listener(events, last.position);
  }

  /**
   * Everything after `after` (now, when null), once and in order, until `signal` is aborted; `end` asks the listener to go.
   * Events of the past are read from the store while new ones wait their turn.
   */
  async listen(after: bigint | null, listener: Listener, end: () => void, signal: AbortSignal): Promise<void> {
    let delivered = after ?? this.position;
    let waiting: [readonly LiveEvent[], bigint][] | null = [];
    const deliver: Listener = async (events, upTo) => {
      if (upTo <= delivered || signal.aborted) return;
      const from = delivered;
      delivered = upTo;
      await listener(
        events.filter(({ position }) => position > from),
        upTo,
      );
    };
    const hear: Listener = async (events, upTo) => void (waiting ? waiting.push([events, upTo]) : await deliver(events, upTo));
    this.listeners.add(hear);
    this.endings.add(end);
    signal.addEventListener('abort', () => {
      this.listeners.delete(hear);
      this.endings.delete(end);
    });

    while (delivered < this.position && !signal.aborted) {
      const batch = await this.store.readAll(delivered, { limit: BATCH });
      const last = batch.at(-1);
      if (!last) break;
      await deliver(
        batch.flatMap((stored) => liveEventOf(stored) ?? []),
        last.position,
      );
    }
    const missed = waiting;
    waiting = null;
    for (const [events, upTo] of missed) void deliver(events, upTo);
  }
}
