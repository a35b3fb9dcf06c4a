/** Who waits for the head to move: woken by our own commits and by notifications of other processes. */
export class HeadSignal {
  private head = 0n;
  private turn = 0;
  private readonly waiting = new Set<() => void>();

  /** Take this before a read; `changed` then cannot miss what happened during the read. */
  get moment(): number {
    return this.turn;
  }

  /** A position was committed. The notification of our own commit comes a second time and wakes nobody. */
  reached(position: bigint): void {
    if (position <= this.head) return;
    this.head = position;
    this.wakeAll();
  }

  /** Something may have been missed, or the store was replaced: everybody looks again. */
  forget(): void {
    this.head = 0n;
    this.wakeAll();
  }

  /** Resolves when the head moved since `moment`, when `ms` have passed or when the signal is aborted. */
  changed(moment: number, ms: number, signal: AbortSignal): Promise<void> {
    if (moment !== this.turn || signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const wake = (): void => {
        clearTimeout(timer);
        this.waiting.delete(wake);
        signal.removeEventListener('abort', wake);
        resolve();
      };
      const timer = setTimeout(wake, ms);
      this.waiting.add(wake);
      signal.addEventListener('abort', wake);
    });
  }

  private wakeAll(): void {
    this.turn += 1;
    for (const wake of [...this.waiting]) wake();
  }
}
