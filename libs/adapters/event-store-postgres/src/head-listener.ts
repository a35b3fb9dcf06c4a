import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import type { HeadSignal } from './head-signal';

const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 5_000;

/** LISTEN on a connection of its own, opened again when it is lost. Followers poll as well, so a lost notification delays, never loses. */
export class HeadListener {
  private readonly closing = new AbortController();
  private client: pg.Client | undefined;
  private running: Promise<void> | undefined;

  constructor(
    private readonly pool: pg.Pool,
    private readonly signal: HeadSignal,
  ) {}

  /** Starts with the first follower: a process that only appends keeps no extra connection. */
  start(): void {
    this.running ??= this.keepListening();
  }

  async close(): Promise<void> {
    this.closing.abort();
    await this.client?.end().catch(() => undefined);
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
    const client = new pg.Client({ ...this.pool.options, password: this.pool.options.password, keepAlive: true });
    const ended = new Promise<void>((resolve) => client.once('end', resolve));
    client.on('error', () => undefined);
    client.on('notification', ({ payload }) => this.signal.reached(BigInt(payload ?? '0')));
    this.client = client;
    try {
      await client.connect();
      await client.query('LISTEN event_store');
      this.signal.forget();
      listening();
      await ended;
    } finally {
      await client.end().catch(() => undefined);
    }
  }
}
