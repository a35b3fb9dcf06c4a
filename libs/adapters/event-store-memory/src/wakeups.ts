/** Readers that wait for the next event. */
export class Wakeups {
  private readonly waiting = new Set<() => void>();
  private closed = false;

  /** Resolves at the next wake-up or when the signal is aborted. Throws once the store is closed. */
  next(signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const wake = (): void => {
        this.waiting.delete(wake);
        signal.removeEventListener('abort', wake);
        if (this.closed) reject(new Error('The event store is closed.'));
        else resolve();
      };
      this.waiting.add(wake);
      signal.addEventListener('abort', wake);
      if (this.closed || signal.aborted) wake();
    });
  }

  wakeAll(): void {
    for (const wake of [...this.waiting]) wake();
  }

  close(): void {
    this.closed = true;
    this.wakeAll();
  }
}
