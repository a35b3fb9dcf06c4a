const TICKS_UNTIL_STALLED = 2;

/**
 * Tells a consumer that has silently stopped: over two looks in a row its lag does not shrink, nothing is handled and nothing is being
 * handled. One look is not enough: messages may have come in just before it.
 */
export class StallWatch {
  private handled = 0;
  private lagBefore: bigint | null = null;
  private ticks = 0;

  /** Something was handled, or the group has changed. */
  alive(): void {
    this.handled++;
  }

  look(lag: bigint, busy: boolean): boolean {
    const stuck = lag > 0n && !busy && this.handled === 0 && this.lagBefore !== null && lag >= this.lagBefore && this.lagBefore > 0n;
    this.ticks = stuck ? this.ticks + 1 : 0;
    this.handled = 0;
    this.lagBefore = lag;
    return this.ticks >= TICKS_UNTIL_STALLED;
  }

  reset(): void {
    this.handled = 0;
    this.lagBefore = null;
    this.ticks = 0;
  }
}
