import { useTestDatabase } from '@budget/adapters/embedded-postgres';
import { startPlatformApp, TEST_PASSWORD, usePlatformApp, type PlatformAppOptions } from '@budget/adapters/nest-platform';
import { jest } from '@jest/globals';
import { AccessModule } from './access.module';
import { LoginLimits } from './login-limits';

// Hashing a password costs a fifth of a second on purpose, and more on a busy machine.
jest.setTimeout(90_000);

const database = useTestDatabase();
const platform = usePlatformApp(database, { modules: [AccessModule] });

type Told = { readonly status: number; readonly body: Record<string, unknown>; readonly headers: Headers };

async function login(url: string, username: string, password: string, forwardedFor?: string): Promise<Told> {
  const response = await fetch(`${url}/api/v1/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(forwardedFor !== undefined && { 'x-forwarded-for': forwardedFor }) },
    body: JSON.stringify({ username, password }),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown>, headers: response.headers };
}

/** The statuses of logins with a wrong password, one after the other, each with its own X-Forwarded-For. */
async function guesses(url: string, username: string, forwarded: readonly string[]): Promise<number[]> {
  const told: number[] = [];
  for (const address of forwarded) told.push((await login(url, username, 'guess number one', address)).status);
  return told;
}

describe('login behind X-Forwarded-For', () => {
  const FIVE_THEN_CLOSED = [401, 401, 401, 401, 401, 429];
  const six = Array.from({ length: 6 }, (_, index) => `198.51.100.${index}`);

  async function behind(
    trustedProxies: NonNullable<PlatformAppOptions['trustedProxies']>,
    work: (url: string, limits: LoginLimits) => Promise<void>,
  ): Promise<void> {
    const other = await startPlatformApp(database.pool, { modules: [AccessModule], trustedProxies });
    try {
      await work(other.url, other.app.get(LoginLimits));
    } finally {
      await other.app.close();
    }
  }

  it('that nobody was told to trust brings no more guesses', async () => {
    expect(await guesses(platform.url, 'unproxied', six)).toEqual(FIVE_THEN_CLOSED);
  });

  it('of the trusted proxy tells its users apart', async () => {
    await behind(['127.0.0.1'], async (url) => {
      expect(await guesses(url, 'proxied', six)).toEqual([401, 401, 401, 401, 401, 401]);
      expect(await guesses(url, 'proxied', Array(6).fill('203.0.113.9'))).toEqual(FIVE_THEN_CLOSED);
    });
  });

  it('of anybody but the trusted proxy brings no more guesses', async () => {
    await behind(['10.0.0.0/8'], async (url) => {
      expect(await guesses(url, 'elsewhere', six)).toEqual(FIVE_THEN_CLOSED);
    });
  });

  it('with one proxy in front is read from its end, where the proxy writes', async () => {
    const written = six.map((claimed) => `${claimed}, 203.0.113.9`);
    await behind(1, async (url) => expect(await guesses(url, 'claimed', written)).toEqual(FIVE_THEN_CLOSED));
  });

  it('closes a user after 50 failures from whatever addresses, in words that say so, and nobody else', async () => {
    await behind(1, async (url, limits) => {
      for (let index = 0; index < 48; index++) await limits.attempt('admin', `192.0.2.${index}`, () => Promise.resolve(null));
      expect(await guesses(url, 'admin', six.slice(0, 3))).toEqual([401, 401, 429]);
      const closed = await login(url, 'admin', TEST_PASSWORD);
      expect(closed).toMatchObject({
        status: 429,
        body: { code: 'too-many-attempts', detail: expect.stringMatching(/不论来自哪个地址.*50 次.*from whatever addresses/) as unknown },
      });
      expect(Number(closed.headers.get('retry-after'))).toBeGreaterThan(800);
      expect(await guesses(url, 'somebody', six.slice(0, 1))).toEqual([401]);
    });
  });
});
