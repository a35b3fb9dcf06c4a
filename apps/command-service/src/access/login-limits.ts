import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { Slots } from './slots';

const WINDOW_SECONDS = 15 * 60;
const FAILURES_PER_USER_AND_ADDRESS = 5;
const FAILURES_PER_ADDRESS = 50;
/** Checking a password costs a fifth of a second of a core; more at once would starve everything else. */
const CHECKS_AT_ONCE = 2;

export type LoginAttempt<Value> =
  /** The password was checked; null: it was wrong. */
  { readonly kind: 'tried'; readonly value: Value | null } | { readonly kind: 'refused'; readonly retryAfterSeconds: number };

/**
 * Counts failed logins, never good ones, per user name with address and per address over 15 minutes. Attempts for one user
 * from one address take turns, so that many guesses sent at once are counted one by one.
 */
export class LoginLimits {
  private readonly perUser = new RateLimiterMemory({ points: FAILURES_PER_USER_AND_ADDRESS, duration: WINDOW_SECONDS });
  private readonly perAddress = new RateLimiterMemory({ points: FAILURES_PER_ADDRESS, duration: WINDOW_SECONDS });
  private readonly turns = new Map<string, Promise<unknown>>();
  private readonly slots = new Slots(CHECKS_AT_ONCE);

  /** Runs `check`, which answers null for a wrong password, unless too many have failed before. */
  async attempt<Value>(username: string, address: string, check: () => Promise<Value | null>): Promise<LoginAttempt<Value>> {
    const user = JSON.stringify([username.toLowerCase(), address]);
    return this.inTurn(user, () => this.slots.use(() => this.counted(user, address, check)));
  }

  private async counted<Value>(user: string, address: string, check: () => Promise<Value | null>): Promise<LoginAttempt<Value>> {
    const wait = Math.max(await waitFor(this.perUser, user), await waitFor(this.perAddress, address));
    if (wait > 0) return { kind: 'refused', retryAfterSeconds: wait };
    const value = await check();
    if (value === null) {
      await count(this.perUser, user);
      await count(this.perAddress, address);
    } else {
      await this.perUser.delete(user);
    }
    return { kind: 'tried', value };
  }

  private async inTurn<Value>(key: string, work: () => Promise<Value>): Promise<Value> {
    const turn = (this.turns.get(key) ?? Promise.resolve()).then(work, work);
    this.turns.set(key, turn);
    try {
      return await turn;
    } finally {
      if (this.turns.get(key) === turn) this.turns.delete(key);
    }
  }
}

async function waitFor(limiter: RateLimiterMemory, key: string): Promise<number> {
  const state = await limiter.get(key);
  return state !== null && state.remainingPoints <= 0 ? Math.max(1, Math.ceil(state.msBeforeNext / 1000)) : 0;
}

async function count(limiter: RateLimiterMemory, key: string): Promise<void> {
  try {
    await limiter.consume(key);
  } catch (error) {
    // The limiter rejects with its state once the points are used up; that is what was to be counted.
    if (!(error instanceof RateLimiterRes)) throw error;
  }
}
