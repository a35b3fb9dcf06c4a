import type { Transaction } from '@budget/ports';
import type pg from 'pg';
import { assertNobodyRuns } from './assert-nobody-runs';
import { ensureCheckpoints, loadCheckpoint } from './checkpoint';

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
    await assertNobodyRuns(client, name);
    await keep(client, (await loadCheckpoint(client, name)).position);
    await client.query('COMMIT');
    broken = false;
  } finally {
    client.release(broken);
  }
}
