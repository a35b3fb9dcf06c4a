import type { Pool } from 'pg';
import { Batches } from './batches';

export type StoredAnswer = { readonly status: number; readonly body: string; readonly etag: string | null };
export type Key = { readonly username: string; readonly key: string };

/** What stands under a key after an attempt to claim it; null: somebody claimed it this very moment, look again. */
export type KeyState =
  | { readonly kind: 'claimed' }
  | { readonly kind: 'held'; readonly fingerprint: Buffer; readonly owner: string; readonly answer: StoredAnswer | null }
  | null;

type Row = {
  n: number;
  mine: boolean;
  fingerprint: Buffer | null;
  owner: string | null;
  status: number | null;
  body: string | null;
  etag: string | null;
};

const LEASE_SECONDS = 10;
const KEPT_DAYS = 7;

/**
 * The SQL of command.idempotency. Writes commit without waiting for the disk: a row lost to a power cut only means that a
 * repetition runs again, which the derived command id makes harmless.
 */
export class IdempotencyTable {
  private readonly claims = new Batches<Key & { readonly fingerprint: Buffer }, KeyState>((keys) => this.claimAll(keys));
  private readonly answers = new Batches<Key & { readonly answer: StoredAnswer }, void>((answers) => this.keepAll(answers));

  constructor(
    private readonly pool: Pool,
    private readonly owner: string,
  ) {}

  claim(key: Key, fingerprint: Buffer): Promise<KeyState> {
    return this.claims.add({ ...key, fingerprint });
  }

  keep(key: Key, answer: StoredAnswer): Promise<void> {
    return this.answers.add({ ...key, answer });
  }

  /** Gives a claim back: no answer worth keeping came of it. */
  async release({ username, key }: Key, owner: string): Promise<void> {
    await this.pool.query('DELETE FROM command.idempotency WHERE username = $1 AND key = $2 AND owner = $3 AND status IS NULL', [
      username,
      key,
      owner,
    ]);
  }

  async renewLeases(): Promise<void> {
    await this.pool.query(RENEW, [this.owner, LEASE_SECONDS]);
  }

  async purge(): Promise<void> {
    await this.pool.query(PURGE, [KEPT_DAYS]);
  }

  private async claimAll(keys: readonly (Key & { readonly fingerprint: Buffer })[]): Promise<readonly KeyState[]> {
    const { rows } = await this.pool.query<Row>({
      name: 'idempotency_claim',
      text: CLAIM,
      values: [
        keys.map(({ username }) => username),
        keys.map(({ key }) => key),
        keys.map(({ fingerprint }) => fingerprint),
        this.owner,
        LEASE_SECONDS,
      ],
    });
    const states = new Map(rows.map((row) => [row.n, stateOf(row)]));
    return keys.map((_, index) => states.get(index + 1) ?? null);
  }

  private async keepAll(kept: readonly (Key & { readonly answer: StoredAnswer })[]): Promise<readonly void[]> {
    await this.pool.query({
      name: 'idempotency_keep',
      text: KEEP,
      values: [
        kept.map(({ username }) => username),
        kept.map(({ key }) => key),
        kept.map(({ answer }) => answer.status),
        kept.map(({ answer }) => answer.body),
        kept.map(({ answer }) => answer.etag),
      ],
    });
    return kept.map(() => undefined);
  }
}

// Rows are taken in one order everywhere, or only where nobody holds them, so that two processes never wait for each other's keys.
const CLAIM = `
  WITH quick AS (SELECT set_config('synchronous_commit', 'off', true)),
  asked AS (
    SELECT username, key, fingerprint, n::int
      FROM unnest($1::text[], $2::text[], $3::bytea[]) WITH ORDINALITY AS a (username, key, fingerprint, n), quick
  ),
  claimed AS (
    INSERT INTO command.idempotency AS known (username, key, fingerprint, owner, leased_until)
    SELECT username, key, fingerprint, $4, now() + make_interval(secs => $5) FROM asked ORDER BY username, key
    ON CONFLICT (username, key) DO UPDATE SET owner = excluded.owner, leased_until = excluded.leased_until
      WHERE known.status IS NULL AND known.fingerprint = excluded.fingerprint AND known.leased_until <= now()
    RETURNING username, key
  )
  SELECT asked.n, claimed.key IS NOT NULL AS mine, held.fingerprint, held.owner, held.status, held.body, held.etag
    FROM asked
    LEFT JOIN claimed USING (username, key)
    LEFT JOIN command.idempotency AS held USING (username, key)`;

const KEEP = `
  WITH quick AS (SELECT set_config('synchronous_commit', 'off', true)),
  kept AS (
    SELECT username, key, status, body, etag
      FROM unnest($1::text[], $2::text[], $3::int[], $4::text[], $5::text[]) AS a (username, key, status, body, etag), quick
  ),
  locked AS (
    SELECT kept.* FROM kept JOIN command.idempotency AS known USING (username, key)
     WHERE known.status IS NULL ORDER BY kept.username, kept.key FOR UPDATE OF known
  )
  UPDATE command.idempotency AS known SET status = locked.status, body = locked.body, etag = locked.etag
    FROM locked WHERE known.username = locked.username AND known.key = locked.key AND known.status IS NULL`;

const RENEW = `
  WITH locked AS (
    SELECT username, key FROM command.idempotency WHERE owner = $1 AND status IS NULL ORDER BY username, key FOR UPDATE SKIP LOCKED
  )
  UPDATE command.idempotency AS known SET leased_until = now() + make_interval(secs => $2)
    FROM locked WHERE known.username = locked.username AND known.key = locked.key AND known.owner = $1 AND known.status IS NULL`;

const PURGE = `
  DELETE FROM command.idempotency WHERE (username, key) IN (
    SELECT username, key FROM command.idempotency WHERE created_at < now() - make_interval(days => $1) FOR UPDATE SKIP LOCKED
  )`;

function stateOf({ mine, fingerprint, owner, status, body, etag }: Row): KeyState {
  if (mine) return { kind: 'claimed' };
  if (fingerprint === null || owner === null) return null;
  return { kind: 'held', fingerprint, owner, answer: status === null ? null : { status, body: body ?? '', etag } };
}
