import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import type { HeadSignal } from './head-signal';

const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 5_000;
const CONNECT_LIMIT_MS = 10_000;

/** LISTEN on a connection of its own, opened again when it is lost. Followers poll as well, so a lost notification delays, never loses. */
export class HeadListener {
  private readonly closing = new AbortController();
  private running: Promise<void> | undefined;

  constructor(
    private readonly pool: pg.Pool,
    private readonly head: HeadSignal,
  ) {}

  /** Starts with the first follower: a process that only appends keeps no extra connection. */
  start(): void {
    this.running ??= this.keepListening();
  }

  async close(): Promise<void> {
    this.closing.abort();
    await this.running;
  }

  private async keepListening(): Promise<void> {
    let wait = FIRST_PAUSE_MS;
    while (!this.closing.signal.aborted) {
      try {
        await this.listen(() => (wait = FIRST_PAUSE_MS));
      } catch {
        wait = Math.min(wait * 2, LONGEST_PAUSE_MS);
      }
      await pause(wait, undefined, { signal: this.closing.signal, ref: false }).catch(() => undefined);
    }
  }

  private async listen(listening: () => void): Promise<void> {
    const { options } = this.pool;
    const client = new pg.Client({ connectionTimeoutMillis: CONNECT_LIMIT_MS, ...options, password: options.password, keepAlive: true });
    const { signal } = this.closing;
    let finish = (): void => undefined;
    const over = new Promise<void>((resolve) => (finish = resolve));
    client.once('end', finish);
    client.on('error', finish);
    client.on('notification', ({ payload }) => this.head.reached(BigInt(payload ?? '0')));
    signal.addEventListener('abort', finish);
    try {
      await client.connect();
      await client.query('LISTEN event_store');
      this.head.forget();
      listening();
      if (!signal.aborted) await over;
    } finally {
      signal.removeEventListener('abort', finish);
      await client.end().catch(() => undefined);
    }
  }
}
