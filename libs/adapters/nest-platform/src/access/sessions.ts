import type { LoginAnswer } from '@budget/contracts';
import { scopeOf, type Caller } from './caller';
import type { SessionClaims, SessionTokens } from './session-tokens';
import type { Account, UserAccounts } from './user-accounts';

/** A changed password or role takes effect within this time in every process, at once in the one that changed it. */
const ACCOUNT_FRESH_MS = 1_500;
const TOKENS_KEPT = 10_000;
const ACCOUNTS_KEPT = 10_000;

type Seen = { readonly caller: Caller; readonly tokenVersion: number; readonly active: boolean; readonly readAt: number };

/** Who stands behind a token. Verified tokens and rows just read are remembered, so that a busy caller costs a map look-up. */
export class Sessions {
  private readonly claims = new Map<string, SessionClaims>();
  private readonly seen = new Map<string, Seen>();
  private readonly reading = new Map<string, Promise<Seen | null>>();

  constructor(
    private readonly tokens: SessionTokens,
    private readonly accounts: UserAccounts,
  ) {}

  /** At once when token and account are remembered and fresh; undefined says: ask `identify`. */
  remembered(token: string): Caller | null | undefined {
    const claims = this.claims.get(token);
    if (!claims) return undefined;
    const seen = this.seen.get(claims.username);
    const now = Date.now();
    if (!seen || now - seen.readAt > ACCOUNT_FRESH_MS) return undefined;
    return allows(claims, seen, now) ? seen.caller : null;
  }

  /** Null when the token is not ours, out of time, or of a user who has been stopped or changed since. */
  async identify(token: string): Promise<Caller | null> {
    const claims = await this.claimsOf(token);
    if (!claims) return null;
    const seen = await this.account(claims.username);
    return seen && allows(claims, seen, Date.now()) ? seen.caller : null;
  }

  async open(account: Account): Promise<LoginAnswer> {
    const issued = await this.tokens.issue(account);
    if (!issued) throw new Error('A session that begins now cannot be over');
    return loginAnswer(issued, account);
  }

  /** A fresh token for a valid one; null once the session is 12 hours old or no longer valid. */
  async renew(token: string): Promise<LoginAnswer | null> {
    const claims = await this.claimsOf(token);
    const account = claims && (await this.accounts.find(claims.username));
    if (!claims || !account || !account.active || account.tokenVersion !== claims.tokenVersion) return null;
    const issued = await this.tokens.issue(account, claims.loggedInAt);
    return issued && loginAnswer(issued, account);
  }

  /** Call after changing a user, so that this process acts on it at once. */
  forget(username: string): void {
    this.seen.delete(username);
  }

  private async claimsOf(token: string): Promise<SessionClaims | null> {
    const known = this.claims.get(token);
    if (known) return known.expiresAt * 1000 > Date.now() ? known : null;
    const claims = await this.tokens.read(token);
    if (claims) remember(this.claims, token, claims, TOKENS_KEPT);
    return claims;
  }

  private account(username: string): Promise<Seen | null> {
    const seen = this.seen.get(username);
    if (seen && Date.now() - seen.readAt <= ACCOUNT_FRESH_MS) return Promise.resolve(seen);
    const running = this.reading.get(username);
    if (running) return running;
    const read = this.read(username).finally(() => this.reading.delete(username));
    this.reading.set(username, read);
    return read;
  }

  private async read(username: string): Promise<Seen | null> {
    const readAt = Date.now();
    const account = await this.accounts.find(username);
    if (!account) {
      this.seen.delete(username);
      return null;
    }
    const { displayName, roles, units, tokenVersion, active } = account;
    const caller: Caller = { username, displayName, roles, units, scope: scopeOf(roles, units) };
    const seen: Seen = { caller, tokenVersion, active, readAt };
    remember(this.seen, username, seen, ACCOUNTS_KEPT);
    return seen;
  }
}

const allows = (claims: SessionClaims, seen: Seen, now: number): boolean =>
  seen.active && seen.tokenVersion === claims.tokenVersion && claims.expiresAt * 1000 > now;

function remember<Value>(map: Map<string, Value>, key: string, value: Value, capacity: number): void {
  map.delete(key);
  map.set(key, value);
  if (map.size > capacity) map.delete(map.keys().next().value as string);
}

const loginAnswer = (
  { accessToken, expiresIn }: { readonly accessToken: string; readonly expiresIn: number },
  { username, displayName, roles, units }: Account,
): LoginAnswer => ({ accessToken, tokenType: 'Bearer', expiresIn, user: { username, displayName, roles, units } });
