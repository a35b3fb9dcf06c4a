import { endpoints, type EndpointName } from '@budget/contracts';
import { weixian2025 } from '../../fixtures/weixian-2025.fixture';
import type { Client, Reply } from './client';

/** What a call needs to name: one project of the caller's choice, a payment and an alert in it, and a mark that makes new names new. */
export type Subject = { readonly projectCode: string; readonly voucherNo: string; readonly alertId: string; readonly mark: string };

type Call = (client: Client, subject: Subject) => Promise<Reply<unknown>>;

const PASSWORD = 'a password for tests';

/** One well-formed call of every endpoint. A new endpoint does not compile without its own. */
export const calls: Readonly<Record<EndpointName, Call>> = {
  login: (client) => client.post('/auth/login', { username: 'nobody', password: 'wrong password' }),
  renewSession: (client) => client.post('/auth/renewals'),
  // With a wrong present password: the right one would end the sessions of the caller.
  changePassword: (client) => client.post('/auth/password', { currentPassword: 'not the present one', newPassword: PASSWORD }),
  currentUser: (client) => client.get('/auth/me'),
  listUsers: (client) => client.get('/users'),
  createUser: (client, { mark }) =>
    client.post('/users', { username: `user${mark}`, displayName: '新用户', password: PASSWORD, roles: ['auditor'] }),
  changeUser: (client, { mark }) => client.patch(`/users/nobody${mark}`, { displayName: '改名' }),
  listUserNames: (client) => client.get('/users/names?limit=500'),

  importTargetDocument: (client) =>
    client.upload('/target-documents', { name: 'weixian-2025.txt', bytes: weixian2025.bytes }, { dryRun: 'true' }),
  registerProject: (client, { mark }) =>
    client.post('/projects', {
      fiscalYear: 2025,
      projectCode: `NEW${mark}`,
      name: '新项目',
      unit: { code: '203002', name: '单位' },
      budget: { fiscal: '100.00', other: '0.00' },
      plan: [{ date: '2025-12-31', percent: '100.00' }],
    }),
  listProjects: (client) => client.get('/projects?limit=500'),
  getProject: (client, { projectCode }) => client.get(`/projects/${projectCode}`),
  listProjectEvents: (client, { projectCode }) => client.get(`/projects/${projectCode}/events?limit=500`),

  recordDisbursement: (client, { projectCode, mark }) =>
    client.post(`/projects/${projectCode}/disbursements`, {
      voucherNo: `NEW-${mark}`,
      amount: '1.00',
      paidOn: '2025-06-30',
      fundSource: 'fiscal',
    }),
  refundDisbursement: (client, { projectCode, voucherNo, mark }) =>
    client.post(`/projects/${projectCode}/disbursements/${voucherNo}/refunds`, {
      refundVoucherNo: `RF-${mark}`,
      amount: '0.01',
      receivedOn: '2025-06-30',
      reason: '退回',
    }),
  reverseDisbursement: (client, { projectCode, mark }) =>
    client.post(`/projects/${projectCode}/disbursements/NONE-${mark}/reversal`, { reason: '录错' }),
  importDisbursementFile: (client, { mark }) =>
    client.upload(
      '/disbursement-files',
      { name: '支付.csv', bytes: new TextEncoder().encode(`项目编码,支付凭证号,金额,支付日期\nNONE${mark},F-${mark},1.00,2025-06-30\n`) },
      { controlTotal: '1.00', rowCount: '1' },
    ),
  adjustBudget: (client, { projectCode, mark }) =>
    client.post(`/projects/${projectCode}/budget-adjustments`, {
      kind: 'increase',
      fiscal: '1.00',
      documentNo: `魏财预〔2025〕${mark}号`,
      effectiveOn: '2025-06-30',
      reason: '追加',
    }),
  transferBudget: (client, { projectCode, mark }) =>
    client.post('/budget-transfers', {
      fromProject: projectCode,
      toProject: `NONE${mark}`,
      amount: '1.00',
      fundSource: 'fiscal',
      documentNo: `魏财预〔2025〕${mark}号`,
      effectiveOn: '2025-06-30',
      reason: '调剂',
    }),
  listBudgetChanges: (client, { projectCode }) => client.get(`/projects/${projectCode}/budget-changes`),
  receiveFunds: (client, { projectCode, mark }) =>
    client.post(`/projects/${projectCode}/funds-received`, {
      amount: '1.00',
      fundSource: 'fiscal',
      receivedOn: '2025-06-30',
      documentNo: `魏财库〔2025〕${mark}号`,
    }),
  decideYearEnd: (client, { mark }) =>
    client.post('/year-end', { fiscalYear: 2025, projectCode: `NONE${mark}`, decision: 'return', documentNo: '魏财预〔2026〕1号' }),
  revisePlan: (client, { projectCode }) =>
    client.post(`/projects/${projectCode}/plan-revisions`, {
      plan: [{ date: '2025-12-31', percent: '100.00' }],
      reason: '改期',
      effectiveOn: '2025-12-01',
    }),
  listPlanVersions: (client, { projectCode }) => client.get(`/projects/${projectCode}/plan-versions`),
  listDisbursements: (client) => client.get('/disbursements?limit=500'),

  reconcile: (client) =>
    client.upload(
      '/reconciliations',
      { name: '对账.csv', bytes: new TextEncoder().encode('单位编码,月份,金额\n203002,2025-06,1.00\n') },
      { fiscalYear: '2025' },
    ),
  explainDifference: (client) => client.get('/differences?from=2025-01-01T00:00:00%2B08:00&to=2025-12-31T00:00:00%2B08:00'),
  getBoard: (client) => client.get('/milestones/2025-06-30?limit=500'),
  listMilestoneChecks: (client) => client.get('/milestone-checks?limit=500'),
  judgeMilestones: (client) => client.post('/milestone-checks', { date: '2025-06-30' }),

  askWhatIf: (client, { projectCode }) =>
    client.post('/what-if', { fiscalYear: 2025, payments: [{ projectCode, amount: '1.00', paidOn: '2025-06-30' }] }),
  listAlerts: (client) => client.get('/alerts?limit=500'),
  getAlert: (client, { alertId }) => client.get(`/alerts/${alertId}`),
  acknowledgeAlert: (client, { alertId }) => client.post(`/alerts/${alertId}/acknowledgements`, {}),

  getSummary: (client) => client.get('/summary'),
  streamEvents: async (client) => {
    // Opened and left at once: only the beginning of the answer matters here.
    const ending = new AbortController();
    const { status, headers } = await fetch(`${client.url}/api/v1/events/stream`, {
      signal: ending.signal,
      headers: client.token === null ? {} : { authorization: `Bearer ${client.token}` },
    });
    ending.abort();
    return { status, headers, body: null };
  },

  openApi: (client) => client.get('/openapi.json'),
  liveness: (client) => client.get('/health/live'),
  readiness: (client) => client.get('/health/ready'),
  metrics: (client) => client.get('/metrics'),
};

export const endpointNames = Object.keys(endpoints) as EndpointName[];
