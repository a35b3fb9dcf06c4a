import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { READ_MODEL_SUBSCRIPTION } from '@budget/projection-service';
import { resetSubscription } from '@budget/adapters/read-store-postgres';
import type pg from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';

/** Forgets the payments projected after a position, so that the product's own read model takes them again. */
export const forgetAfter = (pool: pg.Pool, position: bigint): Promise<void> =>
  resetSubscription(pool, READ_MODEL_SUBSCRIPTION, async (client) => {
    await client.query('TRUNCATE read_model.ledger_entry, read_model.project_day');
  }).then(async () => {
    await pool.query('INSERT INTO read_store.checkpoint (name, position) VALUES ($1, $2)', [READ_MODEL_SUBSCRIPTION, position]);
  });

/** The rows of the ledger as COPY writes them. */
export async function ledgerLines(pool: pg.Pool): Promise<readonly Buffer[]> {
  const client = await pool.connect();
  try {
    const chunks: Buffer[] = [];
    for await (const chunk of client.query(copyTo('COPY read_model.ledger_entry TO STDOUT'))) chunks.push(chunk as Buffer);
    return chunks;
  } finally {
    client.release();
  }
}

/** The yardstick: COPY of the same rows into a table with the same columns and indexes, with no sums, in one transaction. */
export async function copyLedger(pool: pg.Pool, lines: readonly Buffer[]): Promise<void> {
  const client = await pool.connect();
  try {
    await pipeline(Readable.from(lines), client.query(copyFrom('COPY bench.ledger_entry FROM STDIN')));
  } finally {
    client.release();
  }
}

export async function emptyCopy(pool: pg.Pool): Promise<void> {
  await pool.query(`
    DROP SCHEMA IF EXISTS bench CASCADE;
    CREATE SCHEMA bench;
    CREATE TABLE bench.ledger_entry (LIKE read_model.ledger_entry INCLUDING ALL)`);
}
