const PATIENCE_MS = 30_000;
/** npm passes a signal on to a process that its group has already had it: the repeat is no second wish. */
const SAME_WISH_MS = 2_000;

/** Keeps the process until SIGTERM or SIGINT, then stops it in order; a later second signal or 30 s of stopping ends it at once. */
export function runUntilSignal(stop: () => Promise<void>): void {
  let askedAt: number | null = null;
  const end = (): void => {
    if (askedAt !== null) {
      if (performance.now() - askedAt > SAME_WISH_MS) process.exit(1);
      return;
    }
    askedAt = performance.now();
    setTimeout(() => process.exit(1), PATIENCE_MS).unref();
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        process.stderr.write(`Stopping failed: ${error instanceof Error ? error.message : String(error)}\n`);
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', end);
  process.on('SIGINT', end);
}
