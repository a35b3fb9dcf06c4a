import { NotNow, type Transaction } from '@budget/ports';
import type pg from 'pg';
import { ensureCheckpoints, loadCheckpoint } from './checkpoint';
import { ownerConnection, ownerLock } from './owner';

/**
 * Hands a subscription over to something that reads the events elsewhere: `keep` gets the last position handled here, in a transaction that
 * no process of this kind can share. Throws NotNow while one runs the subscription or waits to.
 */
export async function handOverSubscription(
  pool: pg.Pool,
  name: string,
  keep: (transaction: Transaction, position: bigint) => Promise<void>,
): Promise<void> {
  await ensureCheckpoints(pool);
  const client = await pool.connect();
  let broken = true;
  try {
    await client.query('BEGIN');
    const { rows } = await client.query<{ free: boolean }>(
      `SELECT pg_try_advisory_xact_lock(${ownerLock('$1')}) AND NOT EXISTS (
         SELECT FROM pg_stat_activity WHERE datname = current_database() AND application_name = $2) AS free`,
      [name, ownerConnection(name)],
    );
    if (!rows[0]?.free)
      throw new NotNow(`Subscription "${name}" is still run over the event store by another process: stop that one first`);
    await keep(client, (await loadCheckpoint(client, name)).position);
    await client.query('COMMIT');
    broken = false;
  } finally {
    client.release(broken);
  }
}
