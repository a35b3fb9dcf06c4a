import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { RecordedEvent, Subscriber, Transaction } from '@budget/ports';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';

const COLUMNS = ['voucherNo', 'projectCode', 'amount', 'paidOn', 'fundSource', 'payee', 'use'] as const;

/** A ledger with one row a payment, like that of the product, and totals a project. */
export async function createReadModel(pool: pg.Pool): Promise<void> {
  await pool.query(`
    DROP SCHEMA IF EXISTS bench CASCADE;
    CREATE SCHEMA bench;
    CREATE TABLE bench.ledger (voucher_no text PRIMARY KEY, project_code text NOT NULL, amount numeric(20,2) NOT NULL, paid_on date NOT NULL,
      fund_source text NOT NULL, payee text NOT NULL, use text NOT NULL, position bigint NOT NULL);
    CREATE TABLE bench.execution (project_code text PRIMARY KEY, paid numeric(20,2) NOT NULL)`);
}

/** One row an event: the dearest kind of projection. */
export const intoLedger = async (events: readonly RecordedEvent[], transaction: Transaction): Promise<void> => {
  const columns = COLUMNS.map((column) => events.map(({ data }) => data[column]));
  await transaction.query(
    `INSERT INTO bench.ledger SELECT * FROM unnest($1::text[], $2::text[], $3::numeric[], $4::date[], $5::text[], $6::text[], $7::text[], $8::bigint[])
     ON CONFLICT (voucher_no) DO UPDATE SET amount = excluded.amount, position = excluded.position`,
    [...columns, events.map(({ position }) => position)],
  );
};

/** A batch folded in memory by project, in 分, then one upsert a project. */
export const intoExecution = async (events: readonly RecordedEvent[], transaction: Transaction): Promise<void> => {
  const paid = new Map<string, bigint>();
  for (const { data } of events) {
    const code = data['projectCode'] as string;
    paid.set(code, (paid.get(code) ?? 0n) + BigInt((data['amount'] as string).replace('.', '')));
  }
  await transaction.query(
    `INSERT INTO bench.execution SELECT code, fen / 100.0 FROM unnest($1::text[], $2::bigint[]) AS folded(code, fen)
     ON CONFLICT (project_code) DO UPDATE SET paid = execution.paid + excluded.paid`,
    [[...paid.keys()], [...paid.values()]],
  );
};

/** COPY of the rows that `intoLedger` writes, into the same table, in one transaction. */
export async function copyLedger(pool: pg.Pool, events: readonly RecordedEvent[]): Promise<void> {
  const client = await pool.connect();
  const lines = function* (): Generator<string> {
    for (let at = 0; at < events.length; at += 1_000) {
      const rows = events
        .slice(at, at + 1_000)
        .map(({ data, position }) => [...COLUMNS.map((column) => data[column] as string), position].join('\t'));
      yield `${rows.join('\n')}\n`;
    }
  };
  await pipeline(Readable.from(lines()), client.query(copyFrom('COPY bench.ledger FROM STDIN')));
  client.release();
}

export type Handle = Subscriber['handle'];
