const PATIENCE_MS = 30_000;
/** npm passes a signal on to a process that its group has already had it: the repeat is no second wish. */
const SAME_WISH_MS = 2_000;

const tell = (line: string): void => void process.stderr.write(`${line}\n`);

/**
 * Keeps the process until SIGTERM or SIGINT, then stops it in order and leaves with process.exitCode; a later second signal or 30 s of
 * stopping ends it at once.
 */
export function runUntilSignal(stop: () => Promise<void>): void {
  let askedAt: number | null = null;
  const end = (): void => {
    if (askedAt !== null) {
      if (performance.now() - askedAt > SAME_WISH_MS) process.exit(1);
      return;
    }
    askedAt = performance.now();
    tell('正在停止：先完成手头的请求 … / Stopping: finishing what is in flight …');
    setTimeout(() => {
      tell(`${PATIENCE_MS / 1000} 秒内没有停下，现在强行结束 / Still not stopped after ${PATIENCE_MS / 1000} s, ending at once.`);
      process.exit(1);
    }, PATIENCE_MS).unref();
    stop().then(
      () => {
        tell('已停止 / Stopped.');
        process.exit();
      },
      (error: unknown) => {
        tell(`停止时出错 / Stopping failed: ${error instanceof Error ? error.message : String(error)}`);
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', end);
  process.on('SIGINT', end);
}
