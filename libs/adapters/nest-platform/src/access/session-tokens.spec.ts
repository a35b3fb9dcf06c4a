import { SignJWT } from 'jose';
import { SessionTokens } from './session-tokens';

const KEY = new Uint8Array(48).fill(7);
const tokens = new SessionTokens(KEY);
const zhang = { username: 'zhang', tokenVersion: 3 };
const now = (): number => Math.floor(Date.now() / 1000);
const HOUR = 3_600;

const signed = (claims: Record<string, unknown>, key = KEY, alg = 'HS256'): Promise<string> =>
  new SignJWT({
    ver: 3,
    auth_time: now(),
    sub: 'zhang',
    iss: 'budget-monitor',
    aud: 'budget-monitor-api',
    iat: now(),
    exp: now() + HOUR,
    ...claims,
  })
    .setProtectedHeader({ alg })
    .sign(key);

describe('a session token', () => {
  it('says who logged in, when, and until when it holds', async () => {
    const issued = await tokens.issue(zhang);
    expect(issued?.expiresIn).toBe(HOUR);
    const claims = await tokens.read(issued?.accessToken ?? '');
    expect(claims).toEqual({ ...zhang, loggedInAt: expect.any(Number) as unknown, expiresAt: (claims?.loggedInAt ?? 0) + HOUR });
  });

  it.each([
    [11 * HOUR, HOUR],
    [11.5 * HOUR, HOUR / 2],
    [12 * HOUR, null],
    [13 * HOUR, null],
  ])('renewed %i s after login holds %s s more', async (age, seconds) => {
    const issued = await tokens.issue(zhang, now() - age);
    expect(issued === null ? null : Math.round(issued.expiresIn / 10) * 10).toBe(seconds);
  });

  it.each<[string, () => Promise<string>]>([
    ['of another key', () => signed({}, new Uint8Array(48).fill(8))],
    ['out of time', () => signed({ exp: now() - 1 })],
    ['of another issuer', () => signed({ iss: 'elsewhere' })],
    ['for another audience', () => signed({ aud: 'elsewhere' })],
    ['without an end', () => signed({ exp: undefined })],
    ['without its version', () => signed({ ver: undefined })],
    ['signed in another way', () => signed({}, new Uint8Array(64).fill(7), 'HS512')],
    ['that is no token', () => Promise.resolve('a.b.c')],
  ])('%s is not read', async (_name, make) => {
    expect(await tokens.read(await make())).toBeNull();
  });

  it('with a changed payload is not read', async () => {
    const [head, , signature] = (await signed({})).split('.');
    const payload = Buffer.from(JSON.stringify({ sub: 'admin', ver: 3, auth_time: now(), exp: now() + HOUR })).toString('base64url');
    expect(await tokens.read([head, payload, signature].join('.'))).toBeNull();
  });
});
