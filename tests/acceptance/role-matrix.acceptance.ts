import { endpoints, ROLES, type EndpointName, type Role } from '@budget/contracts';
import { weixian2025 } from '../fixtures/weixian-2025.fixture';
import { Client, type Problem } from './harness/client';
import { calls, endpointNames, type Subject } from './harness/endpoint-calls';
import { eventually } from './harness/eventually';
import { useInstallation } from './harness/installation';

const installation = useInstallation('2025-07-01T09:00:00+08:00');

type Access = 'anyone' | 'session' | readonly Role[];
const everyRole: readonly Role[] = ROLES;

/** Who may call what, written down by hand: the table of the product must agree with it, and the running product with both. */
const ACCESS: Readonly<Record<EndpointName, Access>> = {
  login: 'anyone',
  renewSession: 'session',
  changePassword: 'session',
  currentUser: 'session',
  listUsers: ['admin'],
  createUser: ['admin'],
  changeUser: ['admin'],
  listUserNames: 'session',
  importTargetDocument: ['admin', 'supervisor'],
  registerProject: ['admin', 'supervisor'],
  listProjects: 'session',
  getProject: 'session',
  listProjectEvents: 'session',
  recordDisbursement: ['admin', 'officer'],
  refundDisbursement: ['admin', 'officer'],
  reverseDisbursement: ['admin', 'officer'],
  importDisbursementFile: ['admin', 'supervisor', 'officer'],
  adjustBudget: ['admin', 'supervisor'],
  transferBudget: ['admin', 'supervisor'],
  listBudgetChanges: 'session',
  receiveFunds: ['admin', 'supervisor', 'officer'],
  decideYearEnd: ['admin', 'supervisor'],
  revisePlan: ['admin', 'supervisor'],
  listPlanVersions: 'session',
  listDisbursements: 'session',
  reconcile: 'session',
  explainDifference: 'session',
  getBoard: 'session',
  listMilestoneChecks: 'session',
  judgeMilestones: ['admin', 'supervisor'],
  askWhatIf: 'session',
  listAlerts: 'session',
  getAlert: 'session',
  acknowledgeAlert: ['admin', 'supervisor', 'officer', 'approver'],
  getSummary: 'session',
  streamEvents: 'session',
  openApi: 'anyone',
  liveness: 'anyone',
  readiness: 'anyone',
  metrics: 'anyone',
};

// Of unit 203002, with 80 % of its money due by March: unpaid, it has an alert.
const project = weixian2025.truth.find(({ unitCode, plan }) => unitCode === '203002' && plan['6'] !== null)?.projectCode ?? '';
const subjectOf = (mark: string): Subject => ({
  projectCode: project,
  voucherNo: 'PAID-1',
  alertId: `${project}-2025-milestone-missed-1`,
  mark,
});
const callers = new Map<Role, Client>();

beforeAll(async () => {
  await installation.pay(project, { voucherNo: 'PAID-1', amount: '1.00', paidOn: '2025-06-30' });
  for (const role of everyRole) callers.set(role, await installation.user(`a-${role}`, [role], ['203002']));
  await eventually(async () => {
    expect((await installation.admin.get(`/alerts/${subjectOf('').alertId}`)).status).toBe(200);
  });
}, 60_000);

describe('the table of endpoints', () => {
  it('names the roles that were decided for every endpoint', () => {
    expect(Object.fromEntries(endpointNames.map((name) => [name, endpoints[name].roles]))).toEqual(ACCESS);
  });
});

describe.each(endpointNames)('%s', (name) => {
  const access = ACCESS[name];

  it('is answered without a session only when anyone may call it', async () => {
    const { status, body } = await calls[name](Client.anonymous(installation.url), subjectOf(`${name}0`));
    if (access === 'anyone') expect([name === 'login' ? 401 : 200]).toContain(status);
    else expect([status, (body as Problem | null)?.code ?? 'unauthenticated']).toEqual([401, 'unauthenticated']);
  });

  it.each(everyRole)('%s', async (role) => {
    const caller = callers.get(role);
    if (!caller) throw new Error(`No caller has the role ${role}`);
    const { status, body } = await calls[name](caller, subjectOf(`${endpointNames.indexOf(name)}${everyRole.indexOf(role)}`));
    if (access === 'anyone' || access === 'session' || access.includes(role))
      expect([401, 403]).not.toContain(name === 'login' ? 200 : status);
    else expect([status, (body as Problem).code]).toEqual([403, 'forbidden']);
    expect(status).toBeLessThan(500);
  });
});

describe('a session', () => {
  it.each([
    ['of another installation', 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhZG1pbiJ9.AAAA'],
    ['without a signature', 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJhZG1pbiJ9.'],
    ['of three dots', '...'],
  ])('%s opens nothing', async (_, token) => {
    const { status, body } = await Client.anonymous(installation.url).get<Problem>('/projects', { authorization: `Bearer ${token}` });
    expect([status, body.code]).toEqual([401, 'unauthenticated']);
  });

  it('ends when its user is stopped or loses a role', async () => {
    const caller = await installation.user('leaver', ['supervisor']);
    expect((await caller.get('/summary')).status).toBe(200);
    expect((await installation.admin.patch('/users/leaver', { active: false })).status).toBe(200);
    expect((await caller.get('/summary')).status).toBe(401);
  });
});
