import { useTestDatabase } from '@budget/adapters/embedded-postgres';
import { TEST_PASSWORD, usePlatformApp } from '@budget/adapters/nest-platform';
import { jest } from '@jest/globals';
import type { Role } from '@budget/contracts';
import { AccessModule } from './access.module';

// Hashing a password costs a fifth of a second on purpose, and more on a busy machine.
jest.setTimeout(90_000);

const database = useTestDatabase();
const platform = usePlatformApp(database, { modules: [AccessModule] });

type Told = { readonly status: number; readonly body: Record<string, unknown>; readonly headers: Headers };

async function call(method: string, path: string, headers: Record<string, string>, body?: unknown): Promise<Told> {
  const json = body === undefined ? {} : { body: JSON.stringify(body), headers: { ...headers, 'content-type': 'application/json' } };
  const response = await fetch(`${platform.url}/api/v1${path}`, { method, headers, ...json });
  return { status: response.status, body: (await response.json()) as Record<string, unknown>, headers: response.headers };
}
const login = (username: string, password = TEST_PASSWORD) => call('POST', '/auth/login', {}, { username, password });
const whoAmI = (authorization: string) => call('GET', '/auth/me', { authorization });

async function newUser(username: string, role: Role = 'auditor'): Promise<string> {
  await platform.addUser(username, [role], ['203001']);
  return platform.bearer(username);
}

describe('a password of one’s own', () => {
  const NEXT = 'another good password';
  const changing = (session: string, currentPassword: string, newPassword = NEXT, more: Record<string, string> = {}) =>
    call('POST', '/auth/password', { authorization: session, ...more }, { currentPassword, newPassword });

  it('is changed by who knows the present one; every other session ends, and the answer is a new one', async () => {
    const [here, elsewhere] = [await newUser('sun', 'officer'), await platform.bearer('sun')];
    const { status, body, headers } = await changing(here, TEST_PASSWORD);
    expect([status, headers.get('cache-control')]).toEqual([200, 'no-store']);
    expect(body).toMatchObject({ tokenType: 'Bearer', user: { username: 'sun', roles: ['officer'], units: ['203001'] } });
    const after = [elsewhere, here, `Bearer ${String(body['accessToken'])}`].map((session) => whoAmI(session));
    expect((await Promise.all(after)).map((told) => told.status)).toEqual([401, 401, 200]);
    expect([(await login('sun')).status, (await login('sun', NEXT)).status]).toEqual([401, 200]);
  });

  it('stays with a wrong present one, which says so at its field and ends no session', async () => {
    const session = await newUser('li');
    expect(await changing(session, 'not the present one')).toMatchObject({
      status: 422,
      body: { code: 'wrong-current-password', errors: [{ path: 'body.currentPassword' }] },
    });
    expect([(await whoAmI(session)).status, (await login('li')).status]).toEqual([200, 200]);
  });

  it('cannot be guessed: wrong ones count as failed logins do', async () => {
    const session = await newUser('wu');
    expect((await login('wu', 'guess number one')).status).toBe(401);
    const told: number[] = [];
    for (let attempt = 0; attempt < 5; attempt++) told.push((await changing(session, 'guess number one')).status);
    expect(told).toEqual([422, 422, 422, 422, 429]);
    expect(await changing(session, TEST_PASSWORD)).toMatchObject({ status: 429, body: { code: 'too-many-attempts' } });
  });

  it('is as long as that of a new user', async () => {
    const session = await newUser('zhou');
    expect(await changing(session, TEST_PASSWORD, 'short')).toMatchObject({ status: 400, body: { code: 'invalid-request' } });
  });

  it('is not kept with its answer for an idempotency key', async () => {
    const session = await newUser('zheng');
    expect((await changing(session, TEST_PASSWORD, NEXT, { 'idempotency-key': 'own-password' })).status).toBe(200);
    const { rows } = await database.pool.query(`SELECT 1 FROM command.idempotency WHERE key = 'own-password'`);
    expect(rows).toEqual([]);
  });
});
