import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

const WINDOW_SECONDS = 15 * 60;
const FAILURES_PER_USER_AND_ADDRESS = 5;
const FAILURES_PER_ADDRESS = 50;

/**
 * Counts failed logins, never good ones, per user name with address and per address over 15 minutes. Attempts for one user
 * from one address take turns, so that many guesses sent at once are counted one by one.
 */
export class LoginLimits {
  private readonly perUser = new RateLimiterMemory({ points: FAILURES_PER_USER_AND_ADDRESS, duration: WINDOW_SECONDS });
  private readonly perAddress = new RateLimiterMemory({ points: FAILURES_PER_ADDRESS, duration: WINDOW_SECONDS });
  private readonly turns = new Map<string, Promise<unknown>>();

  /** Runs one attempt. `attempt` says whether it was good; a refusal tells the whole seconds to wait. */
  async attempt<Value>(
    username: string,
    address: string,
    attempt: () => Promise<Value | null>,
  ): Promise<{ readonly kind: 'tried'; readonly value: Value | null } | { readonly kind: 'refused'; readonly retryAfterSeconds: number }> {
    const user = JSON.stringify([username.toLowerCase(), address]);
    return this.inTurn(user, async () => {
      const wait = Math.max(await waitFor(this.perUser, user), await waitFor(this.perAddress, address));
      if (wait > 0) return { kind: 'refused', retryAfterSeconds: wait };
      const value = await attempt();
      if (value !== null) {
        await this.perUser.delete(user);
      } else {
        await count(this.perUser, user);
        await count(this.perAddress, address);
      }
      return { kind: 'tried', value };
    });
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
