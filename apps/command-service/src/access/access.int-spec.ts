import { useTestDatabase } from '@budget/adapters/embedded-postgres';
import { startPlatformApp, TEST_PASSWORD, usePlatformApp, UserAccounts } from '@budget/adapters/nest-platform';
import { jest } from '@jest/globals';
import { AccessModule } from './access.module';

// Hashing a password costs a fifth of a second on purpose, and more on a busy machine.
jest.setTimeout(90_000);

const database = useTestDatabase();
const platform = usePlatformApp(database, { modules: [AccessModule] });

type Told = { readonly status: number; readonly body: Record<string, unknown>; readonly headers: Headers };

async function call(method: string, path: string, authorization: string | null, body?: unknown, url = platform.url): Promise<Told> {
  const response = await fetch(`${url}/api/v1${path}`, {
    method,
    headers: {
      ...(authorization === null ? {} : { authorization }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown>, headers: response.headers };
}
const login = (username: string, password = TEST_PASSWORD, url = platform.url) =>
  call('POST', '/auth/login', null, { username, password }, url);
const whoAmI = (authorization: string, url = platform.url) => call('GET', '/auth/me', authorization, undefined, url);
const asAdmin = async (method: string, path: string, body?: unknown) => call(method, path, await platform.bearer('admin'), body);

async function newUser(username: string, roles: readonly string[], units: readonly string[] = []): Promise<string> {
  expect((await asAdmin('POST', '/users', { username, displayName: username, password: TEST_PASSWORD, roles, units })).status).toBe(201);
  return platform.bearer(username);
}

describe('login', () => {
  it('gives a session of an hour with what the user may do', async () => {
    const { status, body, headers } = await login('admin');
    expect([status, body, headers.get('cache-control')]).toEqual([
      200,
      {
        accessToken: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/) as unknown,
        tokenType: 'Bearer',
        expiresIn: 3600,
        user: { username: 'admin', displayName: '系统管理员', roles: ['admin'], units: [] },
      },
      'no-store',
    ]);
  });

  it('says the same for a wrong password and for nobody', async () => {
    await newUser('deactivated', ['auditor']);
    await asAdmin('PATCH', '/users/deactivated', { active: false });
    const refusals = [await login('admin', 'wrong password'), await login('nobody'), await login('deactivated')];
    expect(new Set(refusals.map(({ status, body }) => JSON.stringify([status, body]))).size).toBe(1);
    expect(refusals[0]).toMatchObject({ status: 401, body: { code: 'invalid-credentials' } });
  });

  it('is good 20 times in a minute from one address, also at once', async () => {
    const told = await Promise.all(Array.from({ length: 20 }, () => login('admin')));
    expect(new Set(told.map(({ status }) => status))).toEqual(new Set([200]));
  });

  it('stops after five failures for this user and address, also for the right password, and for nobody else', async () => {
    await newUser('victim', ['auditor']);
    const told: number[] = [];
    for (let attempt = 0; attempt < 6; attempt++) told.push((await login('victim', 'guess number one')).status);
    expect(told).toEqual([401, 401, 401, 401, 401, 429]);
    const locked = await login('victim');
    expect(locked).toMatchObject({ status: 429, body: { code: 'too-many-attempts' } });
    expect(Number(locked.headers.get('retry-after'))).toBeGreaterThan(800);
    expect((await login('admin')).status).toBe(200);
  });

  it('counts guesses sent at once one by one', async () => {
    const told = await Promise.all(Array.from({ length: 12 }, () => login('parallel', 'guess number one')));
    expect(told.map(({ status }) => status).sort()).toEqual([...Array<number>(5).fill(401), ...Array<number>(7).fill(429)]);
  });
});

describe('a session', () => {
  it('is renewed, keeps its rights and its beginning', async () => {
    const { body } = await login('admin');
    const renewed = await call('POST', '/auth/renewals', `Bearer ${String(body['accessToken'])}`);
    expect(renewed).toMatchObject({ status: 200, body: { expiresIn: 3600, user: { username: 'admin' } } });
    expect((await whoAmI(`Bearer ${String(renewed.body['accessToken'])}`)).body).toEqual({
      username: 'admin',
      displayName: '系统管理员',
      roles: ['admin'],
      units: [],
    });
  });

  it.each([
    ['another password', { password: 'a wholly new one' }],
    ['other roles', { roles: ['supervisor'] }],
    ['other units', { units: ['203002'] }],
    ['being stopped', { active: false }],
  ])('ends with %s', async (_name, change) => {
    const username = `u-${Object.keys(change)[0]}`;
    const session = await newUser(username, ['auditor']);
    expect((await whoAmI(session)).status).toBe(200);
    expect((await asAdmin('PATCH', `/users/${username}`, change)).status).toBe(200);
    expect(await whoAmI(session)).toMatchObject({ status: 401, body: { code: 'unauthenticated' } });
    expect((await call('POST', '/auth/renewals', session)).status).toBe(401);
  });

  it('goes on when only the name changes', async () => {
    const session = await newUser('renamed', ['auditor']);
    await asAdmin('PATCH', '/users/renamed', { displayName: '新名' });
    expect((await whoAmI(session)).body).toMatchObject({ displayName: '新名' });
  });

  it('ends in the other services within two seconds', async () => {
    const other = await startPlatformApp(database.pool, { modules: [AccessModule] });
    try {
      const session = await newUser('everywhere', ['auditor']);
      expect((await whoAmI(session, other.url)).status).toBe(200);
      const changedAt = performance.now();
      await asAdmin('PATCH', '/users/everywhere', { active: false });
      let status = 200;
      while (status === 200 && performance.now() - changedAt < 4_000) ({ status } = await whoAmI(session, other.url));
      expect(status).toBe(401);
      expect(performance.now() - changedAt).toBeLessThan(2_500);
    } finally {
      await other.app.close();
    }
  });
});

describe('the names of users', () => {
  it('are known to everybody signed in, page by page, with nothing else', async () => {
    const officer = await newUser('feng', ['officer'], ['203001']);
    await asAdmin('PATCH', '/users/feng', { displayName: '冯' });
    const whole = await call('GET', '/users/names?limit=500', officer);
    expect(whole.body['items']).toContainEqual({ username: 'feng', displayName: '冯' });
    expect(whole.body['items']).toContainEqual({ username: 'admin', displayName: '系统管理员' });
    const first = await call('GET', '/users/names?limit=1', officer);
    expect((first.body['items'] as unknown[]).length).toBe(1);
    const second = await call('GET', `/users/names?limit=1&cursor=${String(first.body['nextCursor'])}`, officer);
    expect([first, second].flatMap(({ body }) => body['items'])).toEqual((whole.body['items'] as unknown[]).slice(0, 2));
  });
});

describe('users', () => {
  it('are listed, made and changed by administrators only', async () => {
    const supervisor = await newUser('zhao', ['supervisor']);
    expect((await call('GET', '/users', supervisor)).status).toBe(403);
    expect((await call('POST', '/users', supervisor, {})).status).toBe(403);
    expect((await call('PATCH', '/users/zhao', supervisor, { roles: ['admin'] })).status).toBe(403);
    const listed = (await asAdmin('GET', '/users')).body['items'] as { username: string }[];
    expect(listed).toContainEqual({ username: 'zhao', displayName: 'zhao', roles: ['supervisor'], units: [], active: true });
    expect(listed.map(({ username }) => username)).toEqual(listed.map(({ username }) => username).sort());
    expect(JSON.stringify(listed)).not.toContain('scrypt');
  });

  it('are listed page by page, each once', async () => {
    await newUser('page-one', ['auditor']);
    await newUser('page-two', ['auditor']);
    const names = (body: Record<string, unknown>) => (body['items'] as { username: string }[]).map(({ username }) => username);
    const whole = (await asAdmin('GET', '/users?limit=500')).body;
    const read: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const { status, body } = await asAdmin('GET', `/users?limit=2${cursor && `&cursor=${cursor}`}`);
      expect([status, names(body).length <= 2]).toEqual([200, true]);
      read.push(...names(body));
      cursor = body['nextCursor'] as string | null;
    }
    expect([read, whole['nextCursor']]).toEqual([names(whole), null]);
    expect(read.length).toBeGreaterThan(2);
  });

  const cursorOf = (parts: unknown): string => Buffer.from(JSON.stringify(parts)).toString('base64url');
  it.each([
    ['limit=0', 'invalid-request'],
    ['limit=501', 'invalid-request'],
    ['cursor=***', 'invalid-cursor'],
    [`cursor=${cursorOf(['a\u0000'])}`, 'invalid-cursor'],
    [`cursor=${cursorOf(['admin', 'admin'])}`, 'invalid-cursor'],
    [`cursor=${cursorOf({ 0: 'admin' })}`, 'invalid-cursor'],
  ])('cannot be listed with %s', async (query, code) => {
    expect(await asAdmin('GET', `/users?${query}`)).toMatchObject({ status: 400, body: { code } });
  });

  const officer = { username: 'qian', displayName: '钱', password: TEST_PASSWORD, roles: ['officer'], units: ['203001'] };
  it.each([
    ['a name that is taken', 'POST', '/users', { ...officer, username: 'admin' }, 409, 'user-exists'],
    ['an officer without a unit', 'POST', '/users', { ...officer, units: [] }, 422, 'units-required'],
    ['an approver without a unit', 'POST', '/users', { ...officer, roles: ['approver'], units: [] }, 422, 'units-required'],
    ['a short password', 'POST', '/users', { ...officer, password: 'short' }, 400, 'invalid-request'],
    ['a role nobody knows', 'POST', '/users', { ...officer, roles: ['king'] }, 400, 'invalid-request'],
    ['no role', 'POST', '/users', { ...officer, roles: [] }, 400, 'invalid-request'],
    ['a name with capitals', 'POST', '/users', { ...officer, username: 'Qian' }, 400, 'invalid-request'],
    ['a change of nothing', 'PATCH', '/users/admin', {}, 400, 'invalid-request'],
    ['a change of nobody', 'PATCH', '/users/nobody', { displayName: 'x' }, 404, 'user-not-found'],
    ['stopping the last administrator', 'PATCH', '/users/admin', { active: false }, 422, 'last-admin'],
    ['taking the last administrator’s role', 'PATCH', '/users/admin', { roles: ['auditor'] }, 422, 'last-admin'],
  ])('%s is refused', async (_name, method, path, body, status, code) => {
    expect(await asAdmin(method, path, body)).toMatchObject({ status, body: { code } });
  });

  it('two administrators cannot remove each other at the same moment', async () => {
    await newUser('second', ['admin']);
    const accounts = platform.app.get(UserAccounts);
    const told = await Promise.all([accounts.change('second', { roles: ['auditor'] }), accounts.change('admin', { roles: ['auditor'] })]);
    expect(told.map((result) => (result.ok ? 'changed' : result.failure.kind)).sort()).toEqual(['changed', 'last-admin']);
    const { rows } = await database.pool.query<{ username: string }>(`SELECT username FROM access.app_user WHERE 'admin' = ANY (roles)`);
    expect(rows).toHaveLength(1);
  });
});
