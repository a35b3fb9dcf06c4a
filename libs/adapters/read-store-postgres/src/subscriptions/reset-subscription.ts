import type pg from 'pg';
import { ensureCheckpoints } from './checkpoint';
import { ownerLock } from './owner';

/**
 * Forgets what a subscription has handled: it begins again at the first event. `alongside` empties its tables in the same
 * transaction. Throws while a process owns the subscription.
 */
export async function resetSubscription(
  pool: pg.Pool,
  name: string,
  alongside: (client: pg.PoolClient) => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  await ensureCheckpoints(pool);
  const client = await pool.connect();
  let broken = true;
  try {
    await client.query('BEGIN');
    const { rows } = await client.query<{ free: boolean }>(`SELECT pg_try_advisory_xact_lock(${ownerLock('$1')}) AS free`, [name]);
    if (!rows[0]?.free) throw new Error(`Subscription "${name}" is running. Stop the process that runs it, then reset it.`);
    await alongside(client);
    await client.query('DELETE FROM read_store.checkpoint WHERE name = $1', [name]);
    await client.query('COMMIT');
    broken = false;
  } finally {
    client.release(broken);
  }
}
