import { makeSchema, type RecordedEvent, type Transaction } from '@budget/ports';
import type pg from 'pg';

/** The last event a subscription has handled; position 0 before the first. */
export type Checkpoint = {
  readonly position: bigint;
  /** Where that event stands and what it says, to recognise a store that was replaced. */
  readonly last: { readonly stream: string; readonly version: bigint; readonly digest: string } | null;
};

export const NOTHING_HANDLED: Checkpoint = { position: 0n, last: null };

type Row = { readonly position: string; readonly stream: string | null; readonly version: string | null; readonly digest: string | null };

export async function ensureCheckpoints(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query<{ known: boolean }>(`SELECT to_regclass('read_store.checkpoint') IS NOT NULL AS known`);
  if (rows[0]?.known) return;
  await pool.query(`
    ${makeSchema('read_store')}
    CREATE TABLE IF NOT EXISTS read_store.checkpoint (
      name       text        NOT NULL PRIMARY KEY,
      position   bigint      NOT NULL CHECK (position >= 0),
      stream     text,
      version    bigint,
      digest     text,
      updated_at timestamptz NOT NULL DEFAULT now()
    )`);
}

export async function loadCheckpoint(queryable: Transaction, name: string): Promise<Checkpoint> {
  const { rows } = await queryable.query<Row>(
    'SELECT position::text, stream, version::text, digest FROM read_store.checkpoint WHERE name = $1',
    [name],
  );
  const [row] = rows;
  if (!row) return NOTHING_HANDLED;
  const { position, stream, version, digest } = row;
  const last = stream !== null && version !== null && digest !== null ? { stream, version: BigInt(version), digest } : null;
  return { position: BigInt(position), last };
}

export const checkpointAt = ({ position, stream, version, digest }: RecordedEvent): Checkpoint => ({
  position,
  last: { stream, version, digest },
});

/** Compare and swap inside the caller's transaction; false when another owner has moved the checkpoint meanwhile. */
export async function moveCheckpoint(client: Transaction, name: string, from: Checkpoint, to: Checkpoint): Promise<boolean> {
  const { rowCount } =
    from.position === 0n
      ? await client.query(
          `INSERT INTO read_store.checkpoint (name, position, stream, version, digest) VALUES ($1, $3, $4, $5, $6)
           ON CONFLICT (name) DO UPDATE SET position = $3, stream = $4, version = $5, digest = $6, updated_at = now()
           WHERE checkpoint.position = $2`,
          [name, ...values(from, to)],
        )
      : await client.query(
          `UPDATE read_store.checkpoint SET position = $3, stream = $4, version = $5, digest = $6, updated_at = now()
           WHERE name = $1 AND position = $2`,
          [name, ...values(from, to)],
        );
  return rowCount === 1;
}

const values = (from: Checkpoint, to: Checkpoint): unknown[] => [
  from.position,
  to.position,
  to.last?.stream,
  to.last?.version,
  to.last?.digest,
];
