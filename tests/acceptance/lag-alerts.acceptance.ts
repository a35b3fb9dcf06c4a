import type { AlertRowView, AlertView, AuditEventView, BoardRowView, MilestoneCheckView, ProjectRowView } from '@budget/contracts';
import { weixian2025 } from '../fixtures/weixian-2025.fixture';
import type { Client } from './harness/client';
import { eventually } from './harness/eventually';
import { useInstallation } from './harness/installation';
import { registerProject } from './harness/registered-project';
import { fenOf, sum, yuanOf } from './harness/yuan';

const installation = useInstallation('2025-06-30T18:00:00+08:00', { imported: false });

// Budget 40000.00, due by 30 June 50 % = 20000.00.
const BUDGET = '40000.00';
const PLAN = { '2025-03-31': null, '2025-06-30': '50.00', '2025-10-31': '80.00', '2025-12-31': '100.00' };

const read = <Body>(path: string): Promise<Body> => installation.admin.read<Body>(path);
const alertsOf = (code: string): Promise<readonly AlertRowView[]> => installation.admin.all<AlertRowView>(`/alerts?projectCode=${code}`);
const openAlertOf = async (code: string): Promise<AlertView> => {
  const [alert, ...others] = (await alertsOf(code)).filter(({ status }) => status !== 'resolved');
  if (!alert || others.length > 0) throw new Error(`${code} has ${others.length + (alert ? 1 : 0)} open alerts`);
  return read<AlertView>(`/alerts/${alert.id}`);
};
const statusOf = async (code: string): Promise<string | undefined> =>
  (await installation.admin.all<BoardRowView>('/milestones/2025-06-30')).find(({ projectCode }) => projectCode === code)?.status;

/** What a fact of the audit trail adds to the net payments, in 分. */
function effectOf({ type, data }: AuditEventView): bigint {
  const amount = fenOf(String(data['amount']));
  return type === 'DisbursementRecorded' ? amount : -amount;
}

/** The facts that an alert names, added up by hand from the audit trail. */
async function countedSum(code: string, { explanation }: AlertView): Promise<string> {
  const trail = await installation.admin.all<AuditEventView>(`/projects/${code}/events`);
  const counted = explanation.events.map((position) => {
    const event = trail.find((candidate) => candidate.position === position);
    if (!event) throw new Error(`Position ${position} is no event of ${code}`);
    return effectOf(event);
  });
  return yuanOf(sum(counted));
}

/** Paid by 30 June → status of the checkpoint and light of the alert. */
const CASES = [
  { code: 'EXACT', paid: '20000.00', ratio: '1.0000', status: 'met', severity: null },
  { code: 'ONEYUANSHORT', paid: '19999.00', ratio: '0.9999', status: 'watch', severity: null },
  { code: 'EDGE80', paid: '16000.00', ratio: '0.8000', status: 'watch', severity: null },
  { code: 'BELOW80', paid: '15999.99', ratio: '0.7999', status: 'behind', severity: 'yellow' },
  { code: 'RATIO79', paid: '15800.00', ratio: '0.7900', status: 'behind', severity: 'yellow' },
  { code: 'EDGE60', paid: '12000.00', ratio: '0.6000', status: 'behind', severity: 'yellow' },
  { code: 'BELOW60', paid: '11999.99', ratio: '0.5999', status: 'severe', severity: 'red' },
  { code: 'RATIO59', paid: '11800.00', ratio: '0.5900', status: 'severe', severity: 'red' },
  { code: 'NOTHING', paid: '0.00', ratio: '0.0000', status: 'severe', severity: 'red' },
] as const;

beforeAll(async () => {
  for (const { code, paid } of CASES) {
    await registerProject(installation.admin, { projectCode: code, budget: BUDGET, plan: PLAN });
    if (paid !== '0.00') await installation.pay(code, { voucherNo: `${code}-1`, amount: paid, paidOn: '2025-06-30' });
  }
  await installation.settled();
  await installation.restart('2025-07-01T09:00:00+08:00');
  await eventually(async () => {
    expect(await installation.admin.all('/milestone-checks?date=2025-06-30')).toHaveLength(CASES.length);
  });
  await installation.settled();
}, 60_000);

describe('the day after a checkpoint of 20000.00 yuan', () => {
  it.each(CASES)('$paid yuan is $status: ratio $ratio', async ({ code, paid, ratio, status }) => {
    const [check] = await installation.admin.all<MilestoneCheckView>(`/milestone-checks?date=2025-06-30&projectCode=${code}`);
    expect(check).toMatchObject({ status, ratio, plannedAmount: '20000.00', actualAmount: paid, budget: BUDGET, trigger: 'clock' });
    expect(await statusOf(code)).toBe(status);
  });

  it.each(CASES.filter(({ severity }) => severity === null))('$paid yuan raises no alert', async ({ code }) => {
    expect(await alertsOf(code)).toEqual([]);
  });

  it.each(CASES.filter(({ severity }) => severity !== null))('$paid yuan raises one alert, $severity', async ({ code, severity, paid }) => {
    const alerts = await alertsOf(code);
    expect(alerts.map((alert) => [alert.rule, alert.severity, alert.status, alert.milestone, alert.shortAmount])).toEqual([
      ['milestone-missed', severity, 'open', '2025-06-30', yuanOf(fenOf('20000.00') - fenOf(paid))],
    ]);
  });

  it.each(CASES.filter(({ severity }) => severity !== null))(
    'the alert of $paid yuan adds up to its sentence',
    async ({ code, ratio, paid }) => {
      const alert = await openAlertOf(code);
      const { inputs } = alert.explanation;
      expect(inputs).toMatchObject({ actualAmount: paid, plannedAmount: '20000.00', plannedPercent: '50.00', budget: BUDGET, ratio });
      expect(await countedSum(code, alert)).toBe(paid);
      for (const figure of [paid, '20000.00', BUDGET, '50.00%', yuanOf(fenOf('20000.00') - fenOf(paid))]) {
        expect(alert.sentence).toContain(figure);
      }
      for (const figure of [paid, BUDGET, '50.00%', '20000.00', ratio]) expect(alert.explanation.formula).toContain(figure);
    },
  );
});

describe('an alert at 15800.00 of 20000.00 yuan', () => {
  const code = 'RATIO79';
  const settledAfter = async (write: Promise<unknown>): Promise<readonly AlertRowView[]> => {
    await write;
    await installation.settled();
    return alertsOf(code);
  };
  const pay = (voucherNo: string, amount: string) => installation.pay(code, { voucherNo, amount, paidOn: '2025-07-01' });
  const refund = async (voucherNo: string, refundVoucherNo: string, amount: string): Promise<void> => {
    const { status } = await installation.admin.post(`/projects/${code}/disbursements/${voucherNo}/refunds`, {
      refundVoucherNo,
      amount,
      receivedOn: '2025-07-01',
      reason: '多付退回',
    });
    expect(status).toBe(201);
  };

  it('stays open between 80 and 90 %, and says what is missing now', async () => {
    const alerts = await settledAfter(pay('RATIO79-2', '2199.99'));
    expect(alerts.map(({ id, status, severity, shortAmount }) => [id, status, severity, shortAmount])).toEqual([
      [`${code}-2025-milestone-missed-1`, 'open', 'yellow', '2000.01'],
    ]);
  });

  it('is resolved at 90 % and says so', async () => {
    const alerts = await settledAfter(pay('RATIO79-3', '0.01'));
    expect(alerts.map(({ status }) => status)).toEqual(['resolved']);
    const alert = await read<AlertView>(`/alerts/${alerts[0]?.id ?? ''}`);
    expect(alert.history.map(({ type, by }) => [type, by])).toEqual([
      ['AlertRaised', 'system:alerting'],
      ['AlertReassessed', 'system:alerting'],
      ['AlertResolved', 'system:alerting'],
    ]);
    expect(alert.history.at(-1)?.note).toBe(
      '销号：项目「项目RATIO79」在考核点2025-06-30应累计支出预算现额40000.00元（4.00万元）的50.00%，即20000.00元（2.00万元）；' +
        '截至2025-07-01实际净支出18000.00元（1.80万元），为计划的90.00%，已达到销号线90.00%。',
    );
    expect(alert.resolvedAt).not.toBeNull();
  });

  it('is not raised again while the ratio stays at 80 % or above', async () => {
    const alerts = await settledAfter(refund('RATIO79-2', 'RATIO79-R1', '1999.99'));
    expect(alerts.map(({ status }) => status)).toEqual(['resolved']);
  });

  it('is raised a second time when a refund takes it below 80 %', async () => {
    const alerts = await settledAfter(refund('RATIO79-2', 'RATIO79-R2', '100.00'));
    expect(alerts.map(({ id, status }) => [id, status])).toEqual([
      [`${code}-2025-milestone-missed-2`, 'open'],
      [`${code}-2025-milestone-missed-1`, 'resolved'],
    ]);
    const alert = await openAlertOf(code);
    expect([alert.explanation.inputs.actualAmount, await countedSum(code, alert)]).toEqual(['15900.01', '15900.01']);
  });

  it('turns red when a payment is reversed, and the reversal is among the events it counts', async () => {
    const { status } = await installation.admin.post(`/projects/${code}/disbursements/RATIO79-1/reversal`, { reason: '凭证录错' });
    expect(status).toBe(201);
    await installation.settled();
    const alert = await openAlertOf(code);
    expect([alert.severity, alert.explanation.inputs.actualAmount, await countedSum(code, alert)]).toEqual(['red', '100.01', '100.01']);
    expect(alert.history.map(({ type }) => type)).toEqual(['AlertRaised', 'AlertReassessed']);
  });

  it('is resolved by paying up, whatever was acknowledged before', async () => {
    const { id } = await openAlertOf(code);
    const acknowledged = await installation.admin.post(`/alerts/${id}/acknowledgements`, { note: '已督促' });
    expect(acknowledged.status).toBe(201);
    const alerts = await settledAfter(pay('RATIO79-4', '19899.98'));
    expect(alerts.map(({ status }) => status)).toEqual(['resolved', 'resolved']);
    const alert = await read<AlertView>(`/alerts/${id}`);
    expect(alert.history.map(({ type, by, note }) => [type, by, type === 'AlertAcknowledged' ? note : ''])).toEqual([
      ['AlertRaised', 'system:alerting', ''],
      ['AlertReassessed', 'system:alerting', ''],
      ['AlertAcknowledged', 'admin', '已督促'],
      ['AlertResolved', 'system:alerting', ''],
    ]);
  });

  it('keeps what was judged on 30 June while the board shows what is true now', async () => {
    const [check] = await installation.admin.all<MilestoneCheckView>(`/milestone-checks?date=2025-06-30&projectCode=${code}`);
    const board = (await installation.admin.all<BoardRowView>('/milestones/2025-06-30')).find(({ projectCode }) => projectCode === code);
    expect([check?.status, check?.actualAmount]).toEqual(['behind', '15800.00']);
    expect([board?.status, board?.actualAmount, board?.judged?.status, board?.judged?.actualAmount]).toEqual([
      'severe',
      '0.00',
      'behind',
      '15800.00',
    ]);
  });
});

describe('an alert at 0.00 of 20000.00 yuan', () => {
  const code = 'NOTHING';
  const standing = async (): Promise<unknown[]> => {
    await installation.settled();
    const [row] = await alertsOf(code);
    const { sentence, severity, explanation, history } = await openAlertOf(code);
    const { due } = (await installation.admin.all<ProjectRowView>(`/projects?q=${code}`))[0] ?? {};
    expect(row?.sentence).toBe(sentence);
    expect(sentence).toContain(`实际净支出${explanation.inputs.actualAmount}元`);
    expect(sentence).toContain(`比计划少${row?.shortAmount}元`);
    expect(history.at(-1)?.note).toBe(sentence);
    expect(due?.gapAmount).toBe(`-${row?.shortAmount}`);
    expect(await countedSum(code, await openAlertOf(code))).toBe(explanation.inputs.actualAmount);
    return [severity, row?.shortAmount, explanation.inputs.actualAmount, explanation.inputs.ratio, history.length];
  };

  it('says the same as the list of projects after each payment, though its light stays red', async () => {
    expect(await standing()).toEqual(['red', '20000.00', '0.00', '0.0000', 1]);
    await installation.pay(code, { voucherNo: 'NOTHING-1', amount: '11800.00', paidOn: '2025-07-01' });
    expect(await standing()).toEqual(['red', '8200.00', '11800.00', '0.5900', 2]);
    await installation.pay(code, { voucherNo: 'NOTHING-2', amount: '199.99', paidOn: '2025-06-28' });
    expect(await standing()).toEqual(['red', '8000.01', '11999.99', '0.5999', 3]);
  });

  it('says nothing new when it is looked at again and nothing has changed', async () => {
    const before = await standing();
    const judged = await installation.admin.post<{ judged: number }>('/milestone-checks', { date: '2025-06-30' });
    expect([judged.status, judged.body.judged > 0]).toEqual([201, true]);
    expect(await standing()).toEqual(before);
  });
});

describe('acknowledging an alert', () => {
  it('is done once: again by the same person it changes nothing, by another it is refused, of a resolved one as well', async () => {
    const { id } = await openAlertOf('RATIO59');
    const path = `/alerts/${id}/acknowledgements`;
    const first = await installation.admin.post<{ status: string; version: string }>(path, {});
    expect([first.status, first.body.status, first.headers.get('etag')]).toEqual([201, 'acknowledged', `"${first.body.version}"`]);
    const again = await installation.admin.post<{ version: string }>(path, { note: '再确认' });
    expect([again.status, again.body.version]).toEqual([200, first.body.version]);
    const supervisor = await installation.user('li.jiandu', ['supervisor']);
    const second = await supervisor.post<{ code: string }>(path, {});
    expect([second.status, second.body.code]).toEqual([409, 'already-acknowledged']);
    const resolved = await installation.admin.post<{ code: string }>('/alerts/RATIO79-2025-milestone-missed-1/acknowledgements', {});
    expect([resolved.status, resolved.body.code]).toEqual([409, 'alert-resolved']);
  });

  it('takes the version of the alert as If-Match', async () => {
    const alert = await openAlertOf('BELOW60');
    const path = `/alerts/${alert.id}/acknowledgements`;
    const wrong = await installation.admin.post<{ code: string }>(path, {}, { 'if-match': '"7"' });
    expect([wrong.status, wrong.body.code]).toEqual([412, 'version-mismatch']);
    const right = await installation.admin.post(path, {}, { 'if-match': `"${alert.version}"` });
    expect(right.status).toBe(201);
  });
});

describe('an alert of a project that moves to another unit, its money and light unchanged', () => {
  const OLD = '203001';
  const NEW = '203009';
  const moved = () => weixian2025.text.replaceAll(OLD, NEW);
  const published = weixian2025.truth.filter(({ unitCode }) => unitCode === OLD).map(({ projectCode }) => projectCode);

  it('is found and acknowledged by the officer of the new unit, and by the old one no more', async () => {
    const [before, after] = [
      await installation.user('jiu.danwei', ['officer'], [OLD]),
      await installation.user('xin.danwei', ['officer'], [NEW]),
    ];
    expect((await installation.importPublished()).status).toBe(201);
    await eventually(async () => {
      expect(await installation.admin.all(`/milestone-checks?date=2025-06-30&projectCode=${published.at(-1) ?? ''}`)).toHaveLength(1);
    });
    await installation.settled();
    const [alert] = (await before.all<AlertRowView>('/alerts?status=open')).filter(({ project }) =>
      published.includes(project.projectCode),
    );
    if (!alert) throw new Error('No project of the document lags in June');

    const file = { name: 'moved.txt', bytes: new TextEncoder().encode(moved()) };
    expect((await installation.admin.upload('/target-documents', file)).status).toBe(201);
    await installation.settled();
    const acknowledge = (by: Client) => by.post(`/alerts/${alert.id}/acknowledgements`, {});
    expect((await acknowledge(before)).status).toBe(404);
    expect((await before.get(`/alerts/${alert.id}`)).status).toBe(404);
    expect((await acknowledge(after)).status).toBe(201);
    await installation.settled();

    const now = await after.read<AlertView>(`/alerts/${alert.id}`);
    expect([now.project.unit.code, now.severity, now.sentence]).toEqual([NEW, alert.severity, alert.sentence]);
    expect(now.history.map(({ type }) => type)).toEqual(['AlertRaised', 'AlertReassessed', 'AlertAcknowledged']);
  });
});
