import type pg from 'pg';
import { ensureFeedTables } from '../feed-tables';

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
    await client.query('DELETE FROM read_store.consumer_offset WHERE name = $1', [name]);
    await client.query('DELETE FROM read_store.consumer_stream WHERE name = $1', [name]);
    await alongside(client);
    await client.query('COMMIT');
    broken = false;
  } finally {
    client.release(broken);
  }
}
