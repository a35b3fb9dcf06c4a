import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';
import { PreparingClient } from '../preparing-client';

/** SQL for the number of the lock that makes one process the owner of a subscription. */
export const ownerLock = (nameParameter: string): string => `hashtextextended('subscription:' || ${nameParameter}, 0)`;

/** What the connection of an owner, or of one who waits to be it, is called in the database's list. */
export const ownerConnection = (name: string): string => `subscription ${name}`.slice(0, 63);

const RETRY_LOCK_MS = 300;
const CONNECT_LIMIT_MS = 10_000;

/**
 * The one connection that owns a subscription. The lock belongs to the session and the batches are written on the same
 * session: whoever loses the lock has lost the transaction with it.
 */
export class Owner {
  /** Aborted when the connection is gone. */
  readonly lost: AbortSignal;

  private constructor(
    readonly client: pg.Client,
    lost: AbortController,
  ) {
    this.lost = lost.signal;
  }

  /** Waits for the lock; null when `signal` was aborted first. `waiting` is called when another process owns it. */
  static async take(pool: pg.Pool, name: string, signal: AbortSignal, waiting: () => void): Promise<Owner | null> {
    const { options } = pool;
    const client = new PreparingClient({
      connectionTimeoutMillis: CONNECT_LIMIT_MS,
      ...options,
      password: options.password,
      keepAlive: true,
      application_name: ownerConnection(name),
    });
    const lost = new AbortController();
    client.on('error', () => lost.abort());
    client.once('end', () => lost.abort());
    const owner = new Owner(client, lost);
    try {
      await client.connect();
      while (!signal.aborted) {
        const { rows } = await client.query<{ mine: boolean }>(`SELECT pg_try_advisory_lock(${ownerLock('$1')}) AS mine`, [name]);
        if (rows[0]?.mine) return owner;
        waiting();
        await pause(RETRY_LOCK_MS, undefined, { signal }).catch(() => undefined);
      }
    } catch (error) {
      await owner.release();
      throw error;
    }
    await owner.release();
    return null;
  }

  async release(): Promise<void> {
    await this.client.end().catch(() => undefined);
  }
}
