import type pg from 'pg';

// "starting" in hexadecimal.
const START_LOCK = '0x7374617274696e67';

/**
 * Several services may start on a new database at the same moment. Each makes its tables while the others wait: a session that
 * looked for a table before it was there would otherwise try to make it a second time.
 */
export async function oneAtATime<Value>(pool: pg.Pool, work: () => Promise<Value>): Promise<Value> {
  const client = await pool.connect();
  try {
    await client.query(`SELECT pg_advisory_lock(${START_LOCK})`);
    return await work();
  } finally {
    // Closing the session gives the lock back, also when the database has broken in between.
    client.release(true);
  }
}
