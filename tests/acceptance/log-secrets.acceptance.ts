import { endpoints, type Endpoint } from '@budget/contracts';
import { useTestDatabase } from '@budget/adapters/embedded-postgres';
import { tmpdir } from 'node:os';
import type { Client } from './harness/client';
import { ADMIN_PASSWORD, MonitorProcess } from './harness/monitor-process';
import { registerProject } from './harness/registered-project';

const databases = [useTestDatabase(), useTestDatabase()] as const;
const LIMIT_MS = 180_000;
const MARK = 'Geheim-7391';
const mark = (what: string): string => `${MARK}-${what}`;

/** A body in which everything that nobody may read in a log is marked, whatever the endpoint makes of it. */
const MARKED = {
  username: 'somebody',
  displayName: '某人',
  password: mark('password'),
  currentPassword: mark('current-password'),
  newPassword: mark('new-password'),
  accessToken: mark('access-token'),
  token: mark('token'),
  secret: mark('secret'),
  payee: mark('payee'),
  payeeAccount: mark('payee-account'),
  nested: { password: mark('nested-password'), payee: { payeeAccount: mark('nested-account') } },
};
const HEADERS = { authorization: `Bearer ${mark('bearer')}`, cookie: `session=${mark('cookie')}` };

const writes = Object.values(endpoints as Readonly<Record<string, Endpoint>>).filter(({ method }) => method.toUpperCase() !== 'GET');
const pathOf = ({ path }: Endpoint): string => `/api/v1${path.replace(/^\/api\/v1/, '')}`.replace(/\{\w+\}/g, 'X-1');

/** Well-formed, ill-formed, without a session and with a broken one: no answer of these is a success, all of them are logged. */
async function sendEverywhere(url: string, token: string): Promise<number> {
  let sent = 0;
  for (const endpoint of writes) {
    for (const headers of [{ authorization: `Bearer ${token}` }, HEADERS, {}]) {
      for (const body of [JSON.stringify(MARKED), `{"password":"${mark('broken-json')}",`, JSON.stringify([MARKED])]) {
        const query = `?fiscalYear=2025&password=${mark('query')}`;
        const method = endpoint.method.toUpperCase();
        const init = { method, body, headers: { 'content-type': 'application/json', ...headers } };
        await (await fetch(`${url}${pathOf(endpoint)}${query}`, init)).arrayBuffer();
        sent++;
      }
    }
  }
  return sent;
}

/** Payments that are taken, conflict, exceed the budget or break a rule, and users with passwords good and bad. */
async function sendWhatIsMeant(client: Client): Promise<void> {
  await registerProject(client, { projectCode: 'P1', budget: '40000.00', plan: { '2025-06-30': '50.00', '2025-12-31': '100.00' } });
  const payment = {
    voucherNo: 'V-1',
    amount: '1.00',
    paidOn: '2025-07-01',
    fundSource: 'fiscal',
    payee: mark('payee'),
    payeeAccount: mark('62'),
  };
  const path = '/projects/P1/disbursements?fiscalYear=2025';
  const statuses = [
    await client.post(path, payment),
    await client.post(path, { ...payment, payeeAccount: mark('63') }),
    await client.post(path, { ...payment, voucherNo: 'V-2', amount: '900000.00' }),
    await client.post(path, { ...payment, voucherNo: 'V-3', payee: mark('x').repeat(200) }),
    await client.post('/users', { username: 'zhang', displayName: '张', password: mark('a password'), roles: ['auditor'] }),
    await client.post('/users', { username: 'li', displayName: '李', password: MARK.slice(0, 6), roles: ['auditor'] }),
    await client.patch('/users/zhang', { password: mark('another password') }),
    await client.post('/auth/login', { username: 'zhang', password: mark('wrong password') }),
  ].map(({ status }) => status);
  expect(statuses).toEqual([201, 409, 422, 400, 201, 400, 200, 401]);
}

describe('the log at its most talkative', () => {
  it.each(['json', 'text'])(
    'as %s holds no password, token, payee or account, whatever is sent to whichever endpoint that writes',
    async (format) => {
      const env = { DATABASE_URL: databases[format === 'json' ? 0 : 1].connectionString, LOG_LEVEL: 'trace', LOG_FORMAT: format };
      const monitor = await MonitorProcess.start({ dataDir: tmpdir(), clock: '2025-07-01T09:00:00+08:00', env });
      const client = await monitor.login();
      const token = client.token ?? '';
      await sendWhatIsMeant(client);
      const sent = await sendEverywhere(monitor.url, token);
      expect(await monitor.stop()).toBe(0);

      expect(writes.length).toBeGreaterThanOrEqual(11);
      expect(monitor.output.match(/\brequest\b/g)?.length).toBeGreaterThanOrEqual(sent);
      expect(monitor.output.match(/DisbursementRecorded/g)?.length).toBeGreaterThanOrEqual(1);
      const shown = [MARK, ADMIN_PASSWORD, token, token.split('.')[2] ?? token].filter((secret) => monitor.output.includes(secret));
      expect(shown).toEqual([]);
    },
    LIMIT_MS,
  );
});
