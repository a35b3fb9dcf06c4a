import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';
import { PreparingClient } from '../preparing-client';
import { RebuildUnderWay } from './rebuild-under-way';

// The server needs a moment to notice that a killed rebuild is gone.
const ATTEMPTS = 10;
const PAUSE_MS = 150;
const CONNECT_LIMIT_MS = 10_000;

/** The one connection that may rebuild a projection; whoever holds it is alone, and whoever is killed has lost it. Throws RebuildUnderWay. */
export async function openRebuildSession(pool: pg.Pool, name: string): Promise<pg.Client> {
  const { options } = pool;
  const client = new PreparingClient({
    connectionTimeoutMillis: CONNECT_LIMIT_MS,
    ...options,
    password: options.password,
    keepAlive: true,
    application_name: `rebuild ${name}`.slice(0, 63),
  });
  // A connection that is cut tells its query too; without a listener it would end the process.
  client.on('error', () => undefined);
  try {
    await client.connect();
    for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
      const { rows } = await client.query<{ mine: boolean }>(`SELECT pg_try_advisory_lock(hashtextextended('rebuild:' || $1, 0)) AS mine`, [
        name,
      ]);
      if (rows[0]?.mine) return client;
      await pause(PAUSE_MS);
    }
    throw new RebuildUnderWay(name);
  } catch (error) {
    await client.end().catch(() => undefined);
    throw error;
  }
}
