import { isPassingTrouble } from '@budget/ports';

const SILENT_MS = 10_000;
/** So long after the broker is back, the relay and the group are still finding their way. */
const AFTER_OUTAGE_MS = 30_000;

/** Whether the broker is there, as one member of a group can tell. One that accepts connections and says nothing is away as well. */
export class FeedPresence {
  private away = false;
  private lastAwayAt = -Infinity;
  private heardAt: number | null = null;

  constructor(private readonly silentMs = SILENT_MS) {}

  /** A new life in the group begins: nothing can be expected of the broker yet. */
  begins(): void {
    this.heardAt = null;
  }

  ended(error: unknown): void {
    this.away = isPassingTrouble(error);
  }

  joined(): void {
    if (this.away) this.lastAwayAt = performance.now();
    this.away = false;
    this.heard();
  }

  heard(): void {
    this.heardAt = performance.now();
  }

  isAway(now: number): boolean {
    const isSilent = this.heardAt !== null && now - this.heardAt > this.silentMs;
    return this.away || isSilent || now - this.lastAwayAt < AFTER_OUTAGE_MS;
  }
}
