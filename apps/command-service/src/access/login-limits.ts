import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { Slots } from './slots';

const WINDOW_SECONDS = 15 * 60;
/** Checking a password costs a fifth of a second of a core; more at once would starve everything else. */
const CHECKS_AT_ONCE = 2;

/** What failures are counted by. `user` counts wherever they come from, so that other addresses bring no more guesses. */
export type LoginLimit = 'user-and-address' | 'address' | 'user';

/** Failures in 15 minutes. One address alone cannot use up what a user has: closing a name takes ten of them. */
export const LOGIN_FAILURES: Readonly<Record<LoginLimit, number>> = { 'user-and-address': 5, address: 50, user: 50 };

type Keys = Readonly<Record<LoginLimit, string>>;
type Refused = { readonly kind: 'refused'; readonly limit: LoginLimit; readonly retryAfterSeconds: number };

export type LoginAttempt<Value> =
  /** The password was checked; null: it was wrong. */
  { readonly kind: 'tried'; readonly value: Value | null } | Refused;

/**
 * Counts failed logins, never good ones, over 15 minutes. Attempts for one user from one address take turns, so that many guesses
 * sent at once are counted one by one.
 */
export class LoginLimits {
  private readonly limiters = (Object.keys(LOGIN_FAILURES) as LoginLimit[]).map((limit) => ({
    limit,
    failures: new RateLimiterMemory({ points: LOGIN_FAILURES[limit], duration: WINDOW_SECONDS }),
  }));
  private readonly turns = new Map<string, Promise<unknown>>();
  private readonly slots = new Slots(CHECKS_AT_ONCE);

  /** Runs `check`, which answers null for a wrong password, unless too many have failed before. */
  async attempt<Value>(username: string, address: string, check: () => Promise<Value | null>): Promise<LoginAttempt<Value>> {
    const user = username.toLowerCase();
    const keys: Keys = { 'user-and-address': JSON.stringify([user, address]), address, user };
    return this.inTurn(keys['user-and-address'], () => this.slots.use(() => this.counted(keys, check)));
  }

  private async counted<Value>(keys: Keys, check: () => Promise<Value | null>): Promise<LoginAttempt<Value>> {
    const refused = await this.refusal(keys);
    if (refused) return refused;
    const value = await check();
    for (const { limit, failures } of this.limiters) {
      if (value === null) await count(failures, keys[limit]);
      // A right password proves nothing about the others who guess this name or at this address.
      else if (limit === 'user-and-address') await failures.delete(keys[limit]);
    }
    return { kind: 'tried', value };
  }

  /** The limit that lasts longest. */
  private async refusal(keys: Keys): Promise<Refused | null> {
    let longest: Refused | null = null;
    for (const { limit, failures } of this.limiters) {
      const wait = await waitFor(failures, keys[limit]);
      if (wait > (longest?.retryAfterSeconds ?? 0)) longest = { kind: 'refused', limit, retryAfterSeconds: wait };
    }
    return longest;
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
