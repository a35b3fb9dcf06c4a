import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { READ_MODEL_SUBSCRIPTION } from '@budget/projection-service';
import type { RecordedEvent, Transaction } from '@budget/ports';
import type pg from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';

/** Forgets the payments projected after a position, so that the product's own read model takes them again. No process may follow meanwhile. */
export async function forgetAfter(pool: pg.Pool, position: bigint): Promise<void> {
  await pool.query('TRUNCATE read_model.ledger_entry, read_model.project_day');
  await pool.query('DELETE FROM read_store.checkpoint WHERE name = $1', [READ_MODEL_SUBSCRIPTION]);
  await pool.query('INSERT INTO read_store.checkpoint (name, position) VALUES ($1, $2)', [READ_MODEL_SUBSCRIPTION, position]);
}

/** The rows of a table as COPY writes them. */
export async function linesOf(pool: pg.Pool, table: string): Promise<readonly Buffer[]> {
  const client = await pool.connect();
  try {
    const chunks: Buffer[] = [];
    for await (const chunk of client.query(copyTo(`COPY ${table} TO STDOUT`))) chunks.push(chunk as Buffer);
    return chunks;
  } finally {
    client.release();
  }
}

/** The yardstick: COPY of the same rows into a new table with the same columns and indexes, in one transaction. Answers milliseconds. */
export async function copyInto(pool: pg.Pool, table: string, lines: readonly Buffer[]): Promise<number> {
  await pool.query(`DROP SCHEMA IF EXISTS copied CASCADE; CREATE SCHEMA copied; CREATE TABLE copied.rows (LIKE ${table} INCLUDING ALL)`);
  const client = await pool.connect();
  try {
    const begun = performance.now();
    await pipeline(Readable.from(lines), client.query(copyFrom('COPY copied.rows FROM STDIN')));
    return performance.now() - begun;
  } finally {
    client.release();
  }
}

const COLUMNS = ['projectCode', 'voucherNo', 'amount', 'paidOn', 'fundSource', 'payee', 'use'] as const;

/** The smallest table that keeps a row of each payment. */
export async function createPlainLedger(pool: pg.Pool): Promise<void> {
  await pool.query(`
    DROP SCHEMA IF EXISTS bench CASCADE;
    CREATE SCHEMA bench;
    CREATE TABLE bench.payment (position bigint PRIMARY KEY, project_code text NOT NULL, voucher_no text NOT NULL, amount numeric(20,2) NOT NULL,
      paid_on date NOT NULL, fund_source text NOT NULL, payee text, use text)`);
}

/** The smallest projection, to tell the cost of subscription, checkpoint and transaction from that of the product's read model. */
export const intoPlainLedger = async (events: readonly RecordedEvent[], transaction: Transaction): Promise<void> => {
  const columns = COLUMNS.map((column) => events.map(({ data }) => data[column]));
  await transaction.query(
    `INSERT INTO bench.payment SELECT * FROM unnest($1::bigint[], $2::text[], $3::text[], $4::numeric[], $5::date[], $6::text[], $7::text[], $8::text[])`,
    [events.map(({ position }) => position), ...columns],
  );
};
