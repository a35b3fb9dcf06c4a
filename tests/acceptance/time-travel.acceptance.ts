import type {
  AlertRowView,
  AlertView,
  BoardRowView,
  DifferencesView,
  LedgerEntryView,
  MilestoneCheckView,
  ProjectRowView,
  ProjectView,
  SummaryView,
} from '@budget/contracts';
import type { Problem } from './harness/client';
import { eventually } from './harness/eventually';
import { useInstallation } from './harness/installation';
import { registerProject } from './harness/registered-project';

const installation = useInstallation('2025-06-30T20:00:00+08:00', { imported: false });

// 40000.00 yuan, half of it due by 30 June.
const CODE = 'LATE';
const PLAN = { '2025-03-31': null, '2025-06-30': '50.00', '2025-10-31': '80.00', '2025-12-31': '100.00' };
const DUE = '2025-06-30';

const read = <Body>(path: string): Promise<Body> => installation.admin.read<Body>(path);
const checks = (query: string): Promise<readonly MilestoneCheckView[]> =>
  installation.admin.all<MilestoneCheckView>(`/milestone-checks?${query}`);
const board = async (query = ''): Promise<BoardRowView | undefined> =>
  (await installation.admin.all<BoardRowView>(`/milestones/${DUE}?fiscalYear=2025${query}`)).find(
    ({ projectCode }) => projectCode === CODE,
  );
const project = (query = ''): Promise<ProjectView> => read<ProjectView>(`/projects/${CODE}?fiscalYear=2025${query}`);
const ALERT = `${CODE}-2025-milestone-missed-1`;

/** The alert in each of the four places that show it; `query` names the moment. */
async function alertAt(query: string) {
  const [row, ...others] = await installation.admin.all<AlertRowView>(`/alerts?projectCode=${CODE}&${query}`);
  const { status, body } = await installation.admin.get<AlertView>(`/alerts/${ALERT}?${query}`);
  const [listed] = await installation.admin.all<ProjectRowView>(`/projects?q=${CODE}&${query}`);
  const { alerts } = await read<SummaryView>(`/summary?${query}`);
  expect(others).toEqual([]);
  return {
    row: row && [row.status, row.severity, row.acknowledgedBy, row.resolvedAt === null],
    detail: status === 200 ? [body.status, ...body.history.map(({ type }) => type)] : status,
    open: [listed?.openAlerts, alerts.open],
  };
}

/** The moment at which the alert was raised, two days before the late payment became known. */
let beforeLate: string;
let latePosition: string;

beforeAll(async () => {
  await registerProject(installation.admin, { projectCode: CODE, budget: '40000.00', plan: PLAN });
  await installation.pay(CODE, { voucherNo: 'IN-TIME', amount: '15000.00', paidOn: '2025-06-29' });
  await installation.settled();
  await installation.restart('2025-07-01T09:00:00+08:00');
  await eventually(async () => {
    expect(await checks(`date=${DUE}`)).toHaveLength(1);
  });
  await installation.settled();
  const [raised] = await installation.admin.all<AlertRowView>('/alerts?status=open');
  beforeLate = raised?.raisedAt ?? '';

  await installation.restart('2025-07-03T09:00:00+08:00');
  expect((await installation.admin.post(`/alerts/${ALERT}/acknowledgements`, {})).status).toBe(201);
  latePosition = await installation.pay(CODE, { voucherNo: 'LATE', amount: '5000.00', paidOn: '2025-06-29' });
  await installation.settled();
}, 90_000);

describe('a payment of 29 June that was recorded on 3 July', () => {
  it('changes what is true now and not what was judged', async () => {
    const [judged] = await checks(`date=${DUE}`);
    const now = await board();
    expect([judged?.status, judged?.actualAmount, judged?.ratio]).toEqual(['behind', '15000.00', '0.7500']);
    expect([now?.status, now?.actualAmount, now?.judged]).toEqual([
      'met',
      '20000.00',
      { status: 'behind', actualAmount: '15000.00', ratio: '0.7500', position: judged?.position },
    ]);
  });

  it('is not seen by a reader of the time before it', async () => {
    const [then, now] = await Promise.all([project(`&knownAt=${encodeURIComponent(beforeLate)}`), project()]);
    expect([then.execution.net, now.execution.net]).toEqual(['15000.00', '20000.00']);
    expect(then.milestones.find(({ date }) => date === DUE)?.actualAmount).toBe('15000.00');
    expect((await board(`&knownAt=${encodeURIComponent(beforeLate)}`))?.actualAmount).toBe('15000.00');
    expect((await read<SummaryView>(`/summary?knownAt=${encodeURIComponent(beforeLate)}`)).execution.net).toBe('15000.00');
    expect(await installation.admin.all<LedgerEntryView>(`/disbursements?knownAt=${encodeURIComponent(beforeLate)}`)).toHaveLength(1);
    expect(await installation.admin.all(`/projects/${CODE}/events?knownAt=${encodeURIComponent(beforeLate)}`)).toHaveLength(2);
  });

  it('is included at the very instant at which it was recorded, and not a millisecond before', async () => {
    const entry = (await installation.admin.all<LedgerEntryView>('/disbursements')).find(({ position }) => position === latePosition);
    const recordedAt = entry?.recordedAt ?? '';
    const earlier = new Date(new Date(recordedAt).valueOf() - 1).toISOString();
    expect((await project(`&knownAt=${recordedAt}`)).execution.net).toBe('20000.00');
    expect((await project(`&knownAt=${earlier}`)).execution.net).toBe('15000.00');
  });

  it('is marked late in the ledger, the one in time is not', async () => {
    const ledger = await installation.admin.all<LedgerEntryView>('/disbursements');
    expect(ledger.map(({ voucherNo, late }) => [voucherNo, late])).toEqual([
      ['LATE', true],
      ['IN-TIME', false],
    ]);
  });

  it('is what explains the difference between then and now, to the 分', async () => {
    const from = encodeURIComponent(beforeLate);
    const explained = await read<DifferencesView>(`/differences?fiscalYear=2025&asOf=${DUE}&from=${from}&to=2025-07-04T00:00:00%2B08:00`);
    const { before, after, difference, items } = explained;
    expect([before, after, difference]).toEqual(['15000.00', '20000.00', '5000.00']);
    expect(items.map(({ position, type, effectiveOn, amount, late }) => [position, type, effectiveOn, amount, late])).toEqual([
      [latePosition, 'DisbursementRecorded', '2025-06-29', '5000.00', true],
    ]);
    const refused = await installation.admin.get<Problem>(`/differences?from=2025-07-04T00:00:00%2B08:00&to=${from}`);
    expect([refused.status, refused.body.errors?.map(({ path }) => path)]).toEqual([400, ['query.to']]);
  });

  it('counts on the day it was paid', async () => {
    const nets = await Promise.all(
      ['2025-06-28', '2025-06-29', '2025-07-03'].map(async (asOf) => (await project(`&asOf=${asOf}`)).execution.net),
    );
    expect(nets).toEqual(['0.00', '20000.00', '20000.00']);
  });

  it('resolves the alert that its absence had raised, which says by what', async () => {
    const { history } = await read<AlertView>(`/alerts/${ALERT}`);
    expect(history.map(({ type, by, note }) => [type, by, note])).toEqual([
      ['AlertRaised', 'system:alerting', expect.stringContaining('截至2025-07-01实际净支出15000.00元')],
      ['AlertAcknowledged', 'admin', null],
      [
        'AlertResolved',
        'system:alerting',
        '销号：项目「项目LATE」在考核点2025-06-30应累计支出预算现额40000.00元（4.00万元）的50.00%，即20000.00元（2.00万元）；' +
          '截至2025-07-03实际净支出20000.00元（2.00万元），为计划的100.00%，已达到销号线90.00%。',
      ],
    ]);
  });

  const RESOLVED = {
    row: ['resolved', 'yellow', 'admin', false],
    detail: ['resolved', 'AlertRaised', 'AlertAcknowledged', 'AlertResolved'],
    open: [0, 0],
  };
  const OPEN = { row: ['open', 'yellow', null, true], detail: ['open', 'AlertRaised'], open: [1, 1] };
  const NOT_YET = { row: undefined, detail: 404, open: [0, 0] };

  it('had its alert open when a reader looks at the time before it, and not before that was raised', async () => {
    expect(await alertAt(`knownAt=${beforeLate}`)).toEqual(OPEN);
    const earlier = new Date(new Date(beforeLate).valueOf() - 1).toISOString();
    expect(await alertAt(`knownAt=${earlier}`)).toEqual(NOT_YET);
  });

  it.each([
    ['2025-03-31', NOT_YET],
    ['2025-06-30', NOT_YET],
    ['2025-07-01', OPEN],
    ['2025-07-02', OPEN],
    ['2025-07-03', RESOLVED],
    ['2025-12-31', RESOLVED],
  ])('on %s its alert stands as it stood at the end of that day, in every place that shows it', async (asOf, expected) => {
    expect(await alertAt(`asOf=${asOf}`)).toEqual(expected);
  });
});

describe('POST /milestone-checks', () => {
  type Judged = { judged: number; unchanged: number; items: MilestoneCheckView[]; position: string | null };
  const judge = <Body = Judged>(body: unknown) => installation.admin.post<Body>('/milestone-checks', body);

  it('judges again once what it rests on has changed: a further fact, the earlier one stays', async () => {
    const [first] = await checks(`date=${DUE}`);
    const { status, body } = await judge({ date: DUE });
    expect([status, body.judged, body.unchanged]).toEqual([201, 1, 0]);
    expect(body.items.map((item) => [item.status, item.actualAmount, item.trigger])).toEqual([['met', '20000.00', 'request']]);
    await installation.settled();
    const [latest] = await checks(`date=${DUE}`);
    expect([latest?.status, latest?.trigger, latest?.position]).toEqual(['met', 'request', body.position]);
    expect((await board())?.judged).toMatchObject({ status: 'met', position: body.position });

    const knownAt = `&knownAt=${first?.judgedAt ?? ''}`;
    expect([first?.status, first?.trigger]).toEqual(['behind', 'clock']);
    expect(await checks(`date=${DUE}${knownAt}`)).toEqual([first]);
    expect((await board(knownAt))?.judged).toEqual({
      status: 'behind',
      actualAmount: '15000.00',
      ratio: '0.7500',
      position: first?.position,
    });
  });

  it('records nothing when nothing has changed', async () => {
    const head = await installation.settled();
    const { status, body } = await judge({ date: DUE });
    expect([status, body.judged, body.unchanged, body.position, body.items.length]).toEqual([200, 0, 1, null, 1]);
    expect(await installation.settled()).toBe(head);
  });

  it.each([
    [{ date: '2025-07-03' }, 'milestone-not-over'],
    [{ date: '2025-10-31' }, 'milestone-not-over'],
    [{ date: '2025-06-29' }, 'no-milestone-on-date'],
    [{ date: DUE, fiscalYear: 2024 }, 'no-milestone-on-date'],
  ])('refuses %j', async (body, code) => {
    const answer = await judge<Problem>(body);
    expect([answer.status, answer.body.code]).toEqual([422, code]);
  });
});

describe('the fiscal year when none is named', () => {
  it('is the current one if it has projects, else the latest that has', async () => {
    await installation.restart('2026-01-10T09:00:00+08:00');
    expect((await read<SummaryView>('/summary')).fiscalYear).toBe(2025);
    expect((await project('')).fiscalYear).toBe(2025);
    const written = await installation.admin.post<{ fiscalYear: number }>(`/projects/${CODE}/disbursements`, {
      voucherNo: 'DECEMBER',
      amount: '1.00',
      paidOn: '2025-12-31',
      fundSource: 'fiscal',
    });
    expect([written.status, written.body.fiscalYear]).toEqual([201, 2025]);

    const position = await registerProject(installation.admin, {
      projectCode: CODE,
      fiscalYear: 2026,
      budget: '100.00',
      plan: { '2026-12-31': '100.00' },
    });
    expect((await read<SummaryView>(`/summary?minPosition=${position}`)).fiscalYear).toBe(2026);
    const inNewYear = await installation.admin.post<{ fiscalYear: number }>(`/projects/${CODE}/disbursements`, {
      voucherNo: 'JANUARY',
      amount: '1.00',
      paidOn: '2026-01-09',
      fundSource: 'fiscal',
    });
    expect([inNewYear.status, inNewYear.body.fiscalYear]).toEqual([201, 2026]);
    expect((await read<SummaryView>('/summary?fiscalYear=2025')).execution.net).toBe('20001.00');
  });

  it('is the current one on an empty store', async () => {
    expect((await read<SummaryView>('/summary?fiscalYear=2030')).fiscalYear).toBeNull();
  });
});
