import { runUntilSignal } from '@budget/service-host';
import { CommandFailed, EXIT_FAILED } from './command-failed';
import { failureLine } from './failure-line';
import { note } from './terminal';

/** What a command holds while it runs; given back in the opposite order, whatever ends it. */
export class Running {
  private readonly stopping = new AbortController();
  private readonly ends: (() => Promise<void>)[] = [];

  /** Aborted by SIGTERM or Ctrl-C: finish what is in flight and come to an end. */
  get signal(): AbortSignal {
    return this.stopping.signal;
  }

  atEnd(end: () => Promise<void>): void {
    this.ends.push(end);
  }

  /** Call between steps: throws Interrupted once the person asked to stop. */
  check(): void {
    if (this.signal.aborted) throw new Interrupted();
  }

  interrupt(): void {
    this.stopping.abort();
  }

  async close(): Promise<void> {
    for (let end = this.ends.pop(); end !== undefined; end = this.ends.pop()) await end();
  }
}

class Interrupted extends CommandFailed {
  constructor() {
    super('已按要求停止 / Stopped as asked.');
  }
}

type Work = (running: Running) => Promise<void>;

/** A command with an end: runs it, gives everything back, and leaves with 0 or with one line and its exit code. */
export async function runToEnd(work: Work): Promise<void> {
  const running = new Running();
  const interrupt = (): void => {
    if (running.signal.aborted) process.exit(EXIT_FAILED);
    note('正在停止 … / Stopping …');
    running.interrupt();
  };
  process.on('SIGTERM', interrupt).on('SIGINT', interrupt);
  try {
    await work(running);
  } catch (error) {
    report(error);
    await running.close();
    // What was half opened may hold the process for a while.
    process.exit();
  }
  await running.close();
  process.off('SIGTERM', interrupt).off('SIGINT', interrupt);
}

/** A command that starts and then stays until SIGTERM or Ctrl-C. These also stop it in order while it is still starting: no success then. */
export async function runUntilStopped(start: Work): Promise<void> {
  const running = new Running();
  let isUp = false;
  const started = start(running);
  runUntilSignal(async () => {
    if (!isUp) process.exitCode = EXIT_FAILED;
    running.interrupt();
    await started.catch(() => undefined);
    await running.close();
  });
  try {
    await started;
    isUp = true;
  } catch (error) {
    if (running.signal.aborted) return;
    report(error);
    await running.close();
    process.exit();
  }
}

function report(error: unknown): void {
  process.exitCode = error instanceof CommandFailed ? error.exitCode : EXIT_FAILED;
  const detailed = /^(debug|trace)$/.test(process.env['LOG_LEVEL'] ?? '') && error instanceof Error;
  process.stderr.write(`${failureLine(error)}\n${detailed ? `${error.stack}\n` : ''}`);
}
