import { jwtVerify, SignJWT } from 'jose';

/** What a session token says. Rights are not in it: they are read from the user's row. */
export type SessionClaims = {
  readonly username: string;
  readonly tokenVersion: number;
  /** When the password was given, seconds since 1970; renewals keep it. */
  readonly loggedInAt: number;
  readonly expiresAt: number;
};

const ISSUER = 'budget-monitor';
const AUDIENCE = 'budget-monitor-api';
const TOKEN_SECONDS = 60 * 60;
const SESSION_SECONDS = 12 * 60 * 60;

/** Signs and reads session tokens (JWT, HS256). Uses the machine's time: a rehearsal clock must not stretch a session. */
export class SessionTokens {
  constructor(private readonly key: Uint8Array) {}

  /** Null when the session is over: 12 hours after the password was given. */
  async issue(
    { username, tokenVersion }: Pick<SessionClaims, 'username' | 'tokenVersion'>,
    loggedInAt = now(),
  ): Promise<{ readonly accessToken: string; readonly expiresIn: number } | null> {
    const issuedAt = now();
    const expiresAt = Math.min(issuedAt + TOKEN_SECONDS, loggedInAt + SESSION_SECONDS);
    if (expiresAt <= issuedAt) return null;
    const accessToken = await new SignJWT({ ver: tokenVersion, auth_time: loggedInAt })
      .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
      .setIssuer(ISSUER)
      .setAudience(AUDIENCE)
      .setSubject(username)
      .setIssuedAt(issuedAt)
      .setExpirationTime(expiresAt)
      .sign(this.key);
    return { accessToken, expiresIn: expiresAt - issuedAt };
  }

  /** Null for anything that is not a token of ours, whole and in time. */
  async read(token: string): Promise<SessionClaims | null> {
    try {
      const { payload } = await jwtVerify(token, this.key, {
        algorithms: ['HS256'],
        issuer: ISSUER,
        audience: AUDIENCE,
        requiredClaims: ['sub', 'exp', 'iat', 'ver', 'auth_time'],
      });
      const { sub, exp, ver, auth_time: loggedInAt } = payload;
      if (typeof sub !== 'string' || typeof exp !== 'number' || typeof ver !== 'number' || typeof loggedInAt !== 'number') return null;
      return { username: sub, tokenVersion: ver, loggedInAt, expiresAt: exp };
    } catch {
      return null;
    }
  }
}

const now = (): number => Math.floor(Date.now() / 1000);
