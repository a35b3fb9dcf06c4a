import type { Transaction } from '@budget/ports';
import type pg from 'pg';
import { ensureFeedTables } from '../feed-tables';

/**
 * Forgets, inside the caller's transaction, that a subscription ever read a topic: it may then be run over the store or the feed, from the
 * beginning. Call it before emptying tables: members that still run wait for it and then find their offset moved.
 */
export async function forgetFeedPlace(transaction: Transaction, name: string): Promise<void> {
  await transaction.query('DELETE FROM read_store.consumer_offset WHERE name = $1', [name]);
  await transaction.query('DELETE FROM read_store.consumer_stream WHERE name = $1', [name]);
  await transaction.query('DELETE FROM read_store.feed_reader WHERE name = $1', [name]);
}

/**
 * Forgets what a subscription has read: it begins again at the first message. `alongside` empties its tables in the same transaction.
 * A member that still runs finds its offset moved, writes nothing more of what it had begun, and begins again as well.
 */
export async function resetFeedSubscription(
  pool: pg.Pool,
  name: string,
  alongside: (client: pg.PoolClient) => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  await ensureFeedTables(pool);
  const client = await pool.connect();
  let broken = true;
  try {
    await client.query('BEGIN');
    await forgetFeedPlace(client, name);
    await alongside(client);
    await client.query('COMMIT');
    broken = false;
  } finally {
    client.release(broken);
  }
}
