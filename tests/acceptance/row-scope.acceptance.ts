import type {
  AlertRowView,
  AuditEventView,
  BoardRowView,
  LedgerEntryView,
  MilestoneCheckView,
  ProjectRowView,
  SummaryView,
} from '@budget/contracts';
import { weixian2025 } from '../fixtures/weixian-2025.fixture';
import type { Client, Problem, Reply } from './harness/client';
import { calls, endpointNames, type Subject } from './harness/endpoint-calls';
import { eventually } from './harness/eventually';
import { useInstallation } from './harness/installation';
import { LiveStream } from './harness/live-stream';

const installation = useInstallation('2025-11-15T09:00:00+08:00');

const OWN = '203001';
const OTHER = '203002';
const codesOf = (unit: string): string[] =>
  weixian2025.truth.filter(({ unitCode }) => unitCode === unit).map(({ projectCode }) => projectCode);
const own = codesOf(OWN);
const others = codesOf(OTHER);
const [ownProject = ''] = own;
const [otherProject = ''] = others;

let officer: Client;
let otherAlert: AlertRowView;

beforeAll(async () => {
  officer = await installation.user('wang.jingban', ['officer', 'approver'], [OWN]);
  for (const code of [...own, ...others]) await installation.pay(code, { voucherNo: `V-${code}`, amount: '100.00', paidOn: '2025-06-30' });
  await eventually(async () => {
    const checks = await installation.admin.all('/milestone-checks?date=2025-10-31');
    expect(checks).toHaveLength(22);
  });
  await installation.settled();
  const [alert] = await installation.admin.all<AlertRowView>(`/alerts?unitCode=${OTHER}`);
  if (!alert) throw new Error('The other unit has no alert');
  otherAlert = alert;
}, 90_000);

/** Whatever could tell of the other unit: its code, its name, a code or a name of one of its projects. */
const SECRETS = [
  ...others,
  ...weixian2025.truth.filter(({ unitCode }) => unitCode === OTHER).flatMap(({ name, unitName }) => [name, unitName]),
];
const tells = (answer: unknown): string[] => {
  const text = JSON.stringify(answer);
  return SECRETS.filter((secret) => text.includes(secret));
};
const otherSubject = (): Subject => ({ projectCode: otherProject, voucherNo: `V-${otherProject}`, alertId: otherAlert.id, mark: 'X' });

describe('an officer and approver of 203001', () => {
  it('sees its own eight projects and their figures, and nothing else, in every list', async () => {
    const projects = await officer.all<ProjectRowView>('/projects');
    const board = await officer.all<BoardRowView>('/milestones/2025-10-31');
    const checks = await officer.all<MilestoneCheckView>('/milestone-checks');
    const ledger = await officer.all<LedgerEntryView>('/disbursements');
    const alerts = await officer.all<AlertRowView>('/alerts');
    expect([projects.length, board.length, checks.length, ledger.length]).toEqual([8, 8, 24, 8]);
    expect(alerts.length).toBeGreaterThan(0);
    const units = [
      ...[...projects, ...board, ...checks, ...ledger].map(({ unit }) => unit.code),
      ...alerts.map(({ project }) => project.unit.code),
    ];
    expect(new Set(units)).toEqual(new Set([OWN]));
  });

  it('gets a summary of its own unit alone, the alerts in it too', async () => {
    const summary = await officer.read<SummaryView>('/summary');
    const alerts = await officer.all<AlertRowView>('/alerts?status=open');
    expect([summary.projects, summary.budget.current.total, summary.units.map(({ code }) => code), summary.alerts.open]).toEqual([
      8,
      '1960000.00',
      [OWN],
      alerts.length,
    ]);
    expect(tells(summary)).toEqual([]);
  });

  it.each(endpointNames)('is told nothing of 203002 by %s, and changes nothing there', async (name) => {
    const before = await installation.settled();
    const { status, body } = await calls[name](officer, otherSubject());
    expect(status).toBeLessThan(500);
    expect(tells(withoutEcho(body))).toEqual([]);
    expect(await installation.settled()).toBe(before);
  });

  it.each([
    ['/projects', 200],
    ['/summary', 200],
    ['/disbursements', 200],
    ['/milestones/2025-10-31', 200],
    ['/milestone-checks', 200],
    ['/alerts', 200],
  ])('gets no row from %s with the code of the other unit as a filter', async (path, expected) => {
    const { status, body } = await officer.get<{ items?: unknown[]; projects?: number }>(`${path}?unitCode=${OTHER}`);
    expect([status, body.items ?? [], body.projects ?? 0]).toEqual([expected, [], 0]);
    expect(tells(body)).toEqual([]);
  });

  it.each(['/disbursements', '/milestone-checks', '/alerts'])(
    'gets no row from %s with a project of the other unit as a filter',
    async (path) => {
      const { body } = await officer.get<{ items: unknown[] }>(`${path}?projectCode=${otherProject}`);
      expect(body.items).toEqual([]);
    },
  );

  it('finds no project of the other unit by searching for it', async () => {
    expect(await officer.all(`/projects?q=${otherProject}`)).toEqual([]);
    expect(await officer.all('/projects?q=130434')).toHaveLength(8);
  });

  it.each([
    ['/projects?limit=3', '/projects?limit=3'],
    ['/disbursements?limit=3', '/disbursements?limit=3'],
    ['/milestones/2025-10-31?limit=3', '/milestones/2025-10-31?limit=3'],
    ['/milestone-checks?limit=3', '/milestone-checks?limit=3'],
    ['/alerts?limit=3', '/alerts?limit=3'],
  ])('reads on in %s with a cursor of the administrator and still sees its own rows only', async (path) => {
    const { nextCursor } = await installation.admin.read<{ nextCursor: string | null }>(path);
    expect(nextCursor).not.toBeNull();
    const { status, body } = await officer.get(`${path}&cursor=${encodeURIComponent(nextCursor ?? '')}`);
    expect([status, tells(body)]).toEqual([200, []]);
  });

  it('is answered about a project or alert of the other unit exactly as about one that does not exist', async () => {
    const pairs: (readonly [string, string])[] = [
      [`/projects/${otherProject}`, '/projects/NONE'],
      [`/projects/${otherProject}/events`, '/projects/NONE/events'],
      [`/alerts/${otherAlert.id}`, '/alerts/NONE-2025-milestone-missed-1'],
    ];
    for (const [there, nowhere] of pairs) {
      const [hidden, missing] = await Promise.all([officer.get<Problem>(there), officer.get<Problem>(nowhere)]);
      expect([hidden.status, hidden.body.code]).toEqual([404, missing.body.code]);
      expect(hidden.headers.get('etag')).toBeNull();
    }
  });

  it('cannot acknowledge an alert of the other unit', async () => {
    const refused = await officer.post<Problem>(`/alerts/${otherAlert.id}/acknowledgements`, {});
    expect([refused.status, refused.body.code]).toEqual([404, 'alert-not-found']);
  });

  it.each(['recordDisbursement', 'refundDisbursement', 'reverseDisbursement'] as const)(
    'cannot %s in a project of the other unit',
    async (name) => {
      const { status, body }: Reply<unknown> = await calls[name](officer, otherSubject());
      expect([status, (body as Problem).code]).toEqual([403, 'unit-out-of-scope']);
    },
  );

  it('learns nothing of the other unit from a refused write, not even with an idempotency key of the administrator', async () => {
    const path = `/projects/${otherProject}/disbursements`;
    const payment = { voucherNo: 'KEYED-1', amount: '1.00', paidOn: '2025-07-01', fundSource: 'fiscal' };
    const key = { 'idempotency-key': 'a-key-of-the-administrator' };
    expect((await installation.admin.post(path, payment, key)).status).toBe(201);
    const stolen = await officer.post<Problem>(path, payment, key);
    expect([stolen.status, stolen.body.code, stolen.headers.get('idempotency-replayed')]).toEqual([403, 'unit-out-of-scope', null]);
  });

  it('reads the audit trail of its own projects', async () => {
    const trail = await officer.all<AuditEventView>(`/projects/${ownProject}/events`);
    expect(trail.map(({ type }) => type)).toEqual(['ProjectRegistered', 'DisbursementRecorded']);
  });
});

describe('the live stream of an officer of 203001', () => {
  it('carries its own events and no other, from the beginning and live', async () => {
    const stream = await LiveStream.open(officer, '0');
    await installation.pay(otherProject, { voucherNo: 'LIVE-1', amount: '1.00', paidOn: '2025-07-01' });
    const last = await installation.pay(ownProject, { voucherNo: 'LIVE-2', amount: '1.00', paidOn: '2025-07-01' });
    await stream.reached(last);
    await stream.close();
    const heard = stream.named('disbursement', 'alert', 'milestone-check');
    expect(new Set(heard.map(({ data }) => data['projectCode']))).toEqual(new Set(own));
    expect(heard.filter(({ event }) => event === 'disbursement')).toHaveLength(9);
    expect(tells(stream.lines)).toEqual([]);
  });
});

describe.each(['auditor', 'supervisor'] as const)('an officer of 203001 who is %s as well', (role) => {
  let both: Client;
  beforeAll(async () => {
    both = await installation.user(`jingban-${role}`, ['officer', role], [OWN]);
  });
  const subject = (mark: string): Subject => ({ ...otherSubject(), mark: `${role}-${mark}` });

  it('reads all units', async () => {
    expect(await both.all('/projects')).toHaveLength(22);
    expect((await both.get(`/alerts/${otherAlert.id}`)).status).toBe(200);
  });

  it.each(['recordDisbursement', 'refundDisbursement', 'reverseDisbursement'] as const)(
    'cannot %s in a project of the other unit',
    async (name) => {
      const before = await installation.settled();
      const { status, body } = await calls[name](both, subject('there'));
      expect([status, (body as Problem).code]).toEqual([403, 'unit-out-of-scope']);
      expect(await installation.settled()).toBe(before);
    },
  );

  it('records, refunds and reverses in a project of its own', async () => {
    const there = `/projects/${ownProject}/disbursements`;
    const payment = { voucherNo: `BOTH-${role}`, amount: '2.00', paidOn: '2025-07-01', fundSource: 'fiscal' };
    const refund = { refundVoucherNo: `BACK-${role}`, amount: '1.00', receivedOn: '2025-07-02', reason: '退回' };
    const answers = [
      await both.post(there, payment),
      await both.post(`${there}/${payment.voucherNo}/refunds`, refund),
      await both.post(there, { ...payment, voucherNo: `WRONG-${role}` }),
      await both.post(`${there}/WRONG-${role}/reversal`, { reason: '录错' }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201]);
  });

  it(role === 'supervisor' ? 'acknowledges an alert of the other unit' : 'cannot acknowledge an alert of the other unit', async () => {
    const { status, body } = await calls.acknowledgeAlert(both, subject('there'));
    if (role === 'supervisor') expect(status).toBe(201);
    else expect([status, (body as Problem).code]).toEqual([404, 'alert-not-found']);
  });

  it('acknowledges an alert of its own unit', async () => {
    const [alert] = await both.all<AlertRowView>(`/alerts?unitCode=${OWN}&status=open`);
    expect((await both.post(`/alerts/${alert?.id}/acknowledgements`, {})).status).toBe(201);
  });
});

/** The caller's own words given back (`detail` names the code that was asked for) are no news. */
function withoutEcho(body: unknown): unknown {
  return JSON.parse(
    JSON.stringify(body ?? null)
      .replaceAll(otherAlert.id, '')
      .replaceAll(otherProject, ''),
  );
}
