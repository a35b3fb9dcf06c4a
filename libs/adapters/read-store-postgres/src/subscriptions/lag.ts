import { epochOf } from '@budget/kernel';
import type { Clock, EventStore } from '@budget/ports';

export type Lag = { readonly head: bigint; readonly lagEvents: bigint; readonly lagSeconds: number };

/** A store that must count one by one stops here: "1,000 behind" then means "at least". */
const COUNTED = 1_000;

/** How far a subscription is behind its store, in events and in seconds. */
export class LagMeter {
  private levelAt: number | null = null;

  constructor(
    private readonly store: EventStore,
    private readonly clock: Clock,
  ) {}

  /** Nothing was waiting at this moment (of `performance.now`). */
  level(at: number): void {
    this.levelAt = Math.max(this.levelAt ?? at, at);
  }

  async measure(checkpoint: bigint): Promise<Lag> {
    const now = performance.now();
    const head = await this.store.head();
    const [oldest] = head > checkpoint ? await this.store.readAll(checkpoint, { limit: 1 }) : [];
    if (!oldest) {
      this.level(now);
      return { head, lagEvents: 0n, lagSeconds: 0 };
    }
    // A fact may be recorded as known long ago (simulation); it cannot have waited longer than since we were level.
    const recordedAgo = (epochOf(this.clock.now()) - epochOf(oldest.metadata.recordedAt)) / 1000;
    const behindFor = this.levelAt === null ? Infinity : (now - this.levelAt) / 1000;
    return { head, lagEvents: await this.store.countAfter(checkpoint, COUNTED), lagSeconds: Math.max(0, Math.min(recordedAgo, behindFor)) };
  }
}
