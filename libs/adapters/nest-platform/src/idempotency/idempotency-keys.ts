import type { Pool } from 'pg';
import { processOwner, surelyGone } from './process-owner';

export type StoredAnswer = { readonly status: number; readonly body: string; readonly etag: string | null };

export type Claim =
  /** Run the request, then `settle` with its answer, or null when there is none worth keeping. */
  | { readonly kind: 'run'; readonly settle: (answer: StoredAnswer | null) => Promise<void> }
  | { readonly kind: 'answered'; readonly answer: StoredAnswer }
  | { readonly kind: 'other-request' }
  /** The first request with this key is still running after the longest wait. */
  | { readonly kind: 'still-running' };

type Row = { fingerprint: Buffer; owner: string; status: number | null; body: string | null; etag: string | null };

const LEASE_SECONDS = 10;
const LONGEST_WAIT_MS = 30_000;
const POLL_MS = 100;
const KEPT_DAYS = 7;

/**
 * One run per user and key, the first answer for every repetition. A run that died leaves a lease: at once (same machine) or
 * after 10 s the next repetition runs again, which is safe because the command id is derived from the key.
 */
export class IdempotencyKeys {
  private readonly owner = processOwner();
  private readonly running = new Map<string, Promise<void>>();

  constructor(private readonly pool: Pool) {}

  async claim(username: string, key: string, fingerprint: Buffer): Promise<Claim> {
    const name = JSON.stringify([username, key]);
    const giveUpAt = Date.now() + LONGEST_WAIT_MS;
    do {
      const here = this.running.get(name);
      if (here) {
        await here;
        continue;
      }
      const claim = await this.begin(name, username, key, fingerprint);
      if (claim) return claim;
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    } while (Date.now() < giveUpAt);
    return { kind: 'still-running' };
  }

  /** Removes answers older than 7 days; the contract promises no longer. */
  async purge(): Promise<void> {
    await this.pool.query(`DELETE FROM command.idempotency WHERE created_at < now() - make_interval(days => $1)`, [KEPT_DAYS]);
  }

  /** Keeps the claims of long requests (a large import) from looking abandoned. */
  async renewLeases(): Promise<void> {
    if (this.running.size === 0) return;
    await this.pool.query(
      `UPDATE command.idempotency SET leased_until = now() + make_interval(secs => $2) WHERE owner = $1 AND status IS NULL`,
      [this.owner, LEASE_SECONDS],
    );
  }

  private async begin(name: string, username: string, key: string, fingerprint: Buffer): Promise<Claim | null> {
    let finished = (): void => undefined;
    const run = new Promise<void>((resolve) => (finished = resolve));
    this.running.set(name, run);
    const end = (): void => {
      this.running.delete(name);
      finished();
    };
    try {
      const claim = await this.claimRow(username, key, fingerprint);
      if (claim !== 'mine') {
        end();
        return claim;
      }
    } catch (error) {
      end();
      throw error;
    }
    return {
      kind: 'run',
      settle: async (answer) => {
        try {
          await this.settleRow(username, key, answer);
        } finally {
          end();
        }
      },
    };
  }

  private async claimRow(username: string, key: string, fingerprint: Buffer): Promise<'mine' | Claim | null> {
    const inserted = await this.pool.query(
      `INSERT INTO command.idempotency AS known (username, key, fingerprint, owner, leased_until)
       VALUES ($1, $2, $3, $4, now() + make_interval(secs => $5))
       ON CONFLICT (username, key) DO UPDATE SET owner = excluded.owner, leased_until = excluded.leased_until
         WHERE known.status IS NULL AND known.fingerprint = excluded.fingerprint AND known.leased_until < now()`,
      [username, key, fingerprint, this.owner, LEASE_SECONDS],
    );
    if (inserted.rowCount === 1) return 'mine';
    const { rows } = await this.pool.query<Row>(
      'SELECT fingerprint, owner, status, body, etag FROM command.idempotency WHERE username = $1 AND key = $2',
      [username, key],
    );
    const row = rows[0];
    if (!row) return null;
    if (!row.fingerprint.equals(fingerprint)) return { kind: 'other-request' };
    if (row.status !== null) return { kind: 'answered', answer: { status: row.status, body: row.body ?? '', etag: row.etag } };
    if (surelyGone(row.owner, this.owner)) {
      await this.pool.query(
        'UPDATE command.idempotency SET leased_until = now() WHERE username = $1 AND key = $2 AND owner = $3 AND status IS NULL',
        [username, key, row.owner],
      );
    }
    return null;
  }

  private async settleRow(username: string, key: string, answer: StoredAnswer | null): Promise<void> {
    if (answer) {
      await this.pool.query(
        'UPDATE command.idempotency SET status = $3, body = $4, etag = $5 WHERE username = $1 AND key = $2 AND status IS NULL',
        [username, key, answer.status, answer.body, answer.etag],
      );
    } else {
      await this.pool.query('DELETE FROM command.idempotency WHERE username = $1 AND key = $2 AND owner = $3 AND status IS NULL', [
        username,
        key,
        this.owner,
      ]);
    }
  }
}
