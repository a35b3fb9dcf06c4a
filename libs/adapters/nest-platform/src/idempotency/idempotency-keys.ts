import type { IdempotencyTable, Key, StoredAnswer } from './idempotency-table';
import { surelyGone } from './process-owner';

export type Claim =
  /** Run the request, then `settle` with its answer, or null when there is none worth keeping. */
  | { readonly kind: 'run'; readonly settle: (answer: StoredAnswer | null) => Promise<void> }
  | { readonly kind: 'answered'; readonly answer: StoredAnswer }
  | { readonly kind: 'other-request' }
  /** The first request with this key is still running after the longest wait. */
  | { readonly kind: 'still-running' };

const LONGEST_WAIT_MS = 30_000;
const LOOK_AGAIN_MS = 50;
const RENEW_EVERY_MS = 3_000;
const PURGE_EVERY_MS = 3_600_000;

/**
 * One run per user and key, the first answer for every repetition. A run that died leaves a lease: at once (same machine) or
 * after 10 s the next repetition runs again, which is safe because the command id is derived from the key.
 */
export class IdempotencyKeys {
  private readonly running = new Map<string, Promise<void>>();

  constructor(
    private readonly table: IdempotencyTable,
    private readonly owner: string,
  ) {}

  async claim(key: Key, fingerprint: Buffer): Promise<Claim> {
    const name = JSON.stringify([key.username, key.key]);
    const giveUpAt = Date.now() + LONGEST_WAIT_MS;
    do {
      const here = this.running.get(name);
      if (here) {
        await here;
        continue;
      }
      const claim = await this.begin(name, key, fingerprint);
      if (claim) return claim;
      await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
    } while (Date.now() < giveUpAt);
    return { kind: 'still-running' };
  }

  /** Keeps the claims of long requests alive and removes answers older than 7 days, until stopped. */
  tend(onError: (error: unknown) => void): () => void {
    const renewal = setInterval(() => {
      if (this.running.size > 0) this.table.renewLeases().catch(onError);
    }, RENEW_EVERY_MS).unref();
    const purge = setInterval(() => void this.table.purge().catch(onError), PURGE_EVERY_MS).unref();
    return () => {
      clearInterval(renewal);
      clearInterval(purge);
    };
  }

  private async begin(name: string, key: Key, fingerprint: Buffer): Promise<Claim | null> {
    let finished = (): void => undefined;
    this.running.set(name, new Promise<void>((resolve) => (finished = resolve)));
    const end = (): void => {
      this.running.delete(name);
      finished();
    };
    let claimed = false;
    try {
      const state = await this.table.claim(key, fingerprint);
      claimed = state?.kind === 'claimed';
      if (state?.kind === 'held') {
        if (!state.fingerprint.equals(fingerprint)) return { kind: 'other-request' };
        if (state.answer) return { kind: 'answered', answer: state.answer };
        if (surelyGone(state.owner)) await this.table.release(key, state.owner);
      }
    } finally {
      if (!claimed) end();
    }
    return claimed ? { kind: 'run', settle: (answer) => this.settle(key, answer).finally(end) } : null;
  }

  private async settle(key: Key, answer: StoredAnswer | null): Promise<void> {
    await (answer ? this.table.keep(key, answer) : this.table.release(key, this.owner));
  }
}
