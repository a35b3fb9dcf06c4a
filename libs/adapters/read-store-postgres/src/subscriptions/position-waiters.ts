type Waiter = { readonly position: bigint; readonly settle: (reached: boolean) => void };

/** Readers that wait until a position has been handled. */
export class PositionWaiters {
  private readonly waiters = new Set<Waiter>();

  get count(): number {
    return this.waiters.size;
  }

  wait(position: bigint, timeoutMs: number): Promise<boolean> {
    return new Promise((resolve) => {
      const settle = (reached: boolean): void => {
        clearTimeout(timer);
        this.waiters.delete(waiter);
        resolve(reached);
      };
      const waiter = { position, settle };
      const timer = setTimeout(settle, timeoutMs, false);
      this.waiters.add(waiter);
    });
  }

  reached(position: bigint): void {
    for (const waiter of [...this.waiters]) if (waiter.position <= position) waiter.settle(true);
  }

  giveUp(): void {
    for (const waiter of [...this.waiters]) waiter.settle(false);
  }
}
