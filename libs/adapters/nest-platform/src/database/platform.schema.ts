import { makeSchema } from '@budget/ports';
import type { Pool, PoolClient } from 'pg';

/** Any number, but the same in every process: who holds this lock may change the platform's tables. */
const LOCK = 7_034_112_501n;

/** Each step runs once, in order, for ever. Add steps; never change one that was released. */
const STEPS: readonly string[] = [
  `CREATE SCHEMA IF NOT EXISTS access;
   CREATE SCHEMA IF NOT EXISTS command;
   CREATE TABLE access.app_user (
     username text PRIMARY KEY,
     display_name text NOT NULL,
     password_hash text NOT NULL,
     roles text[] NOT NULL CHECK (cardinality(roles) > 0),
     units text[] NOT NULL,
     active boolean NOT NULL DEFAULT true,
     token_version integer NOT NULL DEFAULT 1,
     created_at timestamptz NOT NULL DEFAULT now(),
     changed_at timestamptz NOT NULL DEFAULT now()
   );
   CREATE TABLE access.signing_key (
     id integer PRIMARY KEY CHECK (id = 1),
     secret bytea NOT NULL CHECK (octet_length(secret) >= 32),
     created_at timestamptz NOT NULL DEFAULT now()
   );
   CREATE TABLE command.idempotency (
     username text NOT NULL,
     key text NOT NULL,
     fingerprint bytea NOT NULL,
     owner text NOT NULL,
     leased_until timestamptz NOT NULL,
     status integer,
     body text,
     etag text,
     created_at timestamptz NOT NULL DEFAULT now(),
     PRIMARY KEY (username, key)
   );
   CREATE INDEX idempotency_created_at ON command.idempotency (created_at);`,
];

/** Brings the tables of schemas access and command up to this version of the code. Safe to call from many processes at once. */
export async function preparePlatformSchema(pool: Pool): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    await client.query('SELECT pg_advisory_xact_lock($1)', [LOCK]);
    await client.query(`${makeSchema('access')} ${makeSchema('command')}`);
    await client.query(
      'CREATE TABLE IF NOT EXISTS access.schema_version (version integer PRIMARY KEY, applied_at timestamptz NOT NULL DEFAULT now())',
    );
    const done = await appliedSteps(client);
    if (done > STEPS.length) {
      throw new Error(
        `The database was prepared by a newer version (step ${done}, this one knows ${STEPS.length}). Start the newer version.`,
      );
    }
    for (let step = done; step < STEPS.length; step++) {
      await client.query(STEPS[step] as string);
      await client.query('INSERT INTO access.schema_version (version) VALUES ($1)', [step + 1]);
    }
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}

async function appliedSteps(client: PoolClient): Promise<number> {
  const { rows } = await client.query<{ done: number }>('SELECT coalesce(max(version), 0)::int AS done FROM access.schema_version');
  return rows[0]?.done ?? 0;
}
