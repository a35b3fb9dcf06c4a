import { weixian2025 } from '../fixtures/weixian-2025.fixture';
import { eventually } from './harness/eventually';
import { useInstallation } from './harness/installation';
import { LiveStream, type Line } from './harness/live-stream';
import { registerProject } from './harness/registered-project';

const installation = useInstallation('2025-07-01T09:00:00+08:00');
const codes = weixian2025.truth.map(({ projectCode }) => projectCode);
let next = 0;
/** Has paid all it owed, perhaps its whole budget. */
let paidUp = '';
const pay = (): Promise<string> => {
  const number = next++;
  const able = codes.filter((code) => code !== paidUp);
  return installation.pay(able[number % able.length] ?? '', { voucherNo: `S-${number}`, amount: '0.01', paidOn: '2025-06-30' });
};
const facts = (lines: readonly Line[]): Line[] => lines.filter(({ event }) => event !== 'projection');
const idsOf = (lines: readonly Line[]): bigint[] => facts(lines).map(({ id }) => BigInt(id));
/** A payment may lead to a new look at an alert; when that is recorded is up to the alerting. */
const paymentsOf = (lines: readonly Line[]): bigint[] => idsOf(lines.filter(({ event }) => event === 'disbursement'));
const ascending = (ids: readonly bigint[]): boolean => ids.every((id, index) => index === 0 || id > (ids[index - 1] ?? 0n));

describe('the live stream', () => {
  it('tells of a payment, and of the alert that goes away with it', async () => {
    const [alert] = await eventually(async () => {
      const alerts = await installation.admin.all<{ id: string; project: { projectCode: string }; shortAmount: string }>(
        '/alerts?status=open',
      );
      expect(alerts.length).toBeGreaterThan(0);
      return alerts;
    });
    if (!alert) throw new Error('No alert is open');
    await installation.settled();
    const stream = await LiveStream.open(installation.admin);
    const { projectCode } = alert.project;
    paidUp = projectCode;
    const position = await installation.pay(projectCode, { voucherNo: 'PAY-UP', amount: alert.shortAmount, paidOn: '2025-06-30' });
    await stream.reached(await installation.settled());
    expect(stream.named('disbursement')).toEqual([
      {
        id: position,
        event: 'disbursement',
        data: { projectCode, kind: 'payment', amount: alert.shortAmount, paidOn: '2025-06-30', position },
      },
    ]);
    expect(stream.named('alert').map(({ data }) => [data['id'], data['projectCode'], data['rule'], data['status']])).toEqual([
      [alert.id, projectCode, 'milestone-missed', 'resolved'],
    ]);
    await stream.close();
  });

  it('shows an event only after the read model holds it', async () => {
    const stream = await LiveStream.open(installation.admin);
    for (let round = 0; round < 5; round++) {
      const position = await pay();
      await stream.reached(position);
      const ledger = await installation.admin.all<{ position: string }>('/disbursements');
      expect(ledger.map((entry) => entry.position)).toContain(position);
    }
    await stream.close();
  });

  it('begins now without Last-Event-ID, and with 0 at the very beginning', async () => {
    const head = await installation.settled();
    const fromNow = await LiveStream.open(installation.admin);
    const fromTheBeginning = await LiveStream.open(installation.admin, '0');
    await fromTheBeginning.reached(head);
    const position = await pay();
    await Promise.all([fromNow.reached(position), fromTheBeginning.reached(position)]);
    expect(paymentsOf(fromNow.lines)).toEqual([BigInt(position)]);
    expect(fromTheBeginning.named('milestone-check')).toHaveLength(44);
    expect(ascending(idsOf(fromTheBeginning.lines))).toBe(true);
    await Promise.all([fromNow.close(), fromTheBeginning.close()]);
  });

  it('broken again and again under writers gives every event once and in order', async () => {
    const start = await installation.settled();
    let writing = true;
    const written: string[] = [];
    const writers = Array.from({ length: 4 }, async () => {
      while (writing) written.push(await pay());
    });
    const heard: Line[] = [];
    let resumeAt = start;
    for (let connection = 0; connection < 8; connection++) {
      const stream = await LiveStream.open(installation.admin, resumeAt);
      const enough = 10 + connection * 3;
      await eventually(() => (facts(stream.lines).length >= enough ? Promise.resolve() : Promise.reject(new Error('Too few lines'))));
      await stream.close();
      heard.push(...stream.lines);
      resumeAt = stream.lines.at(-1)?.id ?? resumeAt;
    }
    writing = false;
    await Promise.all(writers);
    const rest = await LiveStream.open(installation.admin, resumeAt);
    await rest.reached(await installation.settled());
    await rest.close();

    const ids = idsOf([...heard, ...rest.lines]);
    expect(ascending(ids)).toBe(true);
    const disbursements = [...heard, ...rest.lines].filter(({ event }) => event === 'disbursement').map(({ id }) => id);
    expect(disbursements).toEqual([...written].sort((one, other) => (BigInt(one) < BigInt(other) ? -1 : 1)));
  });

  it('goes on after a restart where it ended before', async () => {
    const before = await LiveStream.open(installation.admin, await installation.settled());
    const first = await pay();
    await before.reached(first);
    await installation.restart('2025-07-01T12:00:00+08:00');
    await before.ended;
    const second = await pay();
    const after = await LiveStream.open(installation.admin, before.lines.at(-1)?.id ?? '');
    await after.reached(second);
    expect(paymentsOf([...before.lines, ...after.lines])).toEqual([BigInt(first), BigInt(second)]);
    await after.close();
  });

  it('ends with the session of its reader', async () => {
    const reader = await installation.user('reader', ['auditor']);
    const stream = await LiveStream.open(reader);
    expect((await installation.admin.patch('/users/reader', { active: false })).status).toBe(200);
    await stream.ended;
    expect((await reader.get('/auth/me')).status).toBe(401);
  });
});

/** As long as somebody else owns its subscription, the read model stands still. Answers how to let it go on. */
async function readModelStandsStill(): Promise<() => void> {
  const owner = await installation.database.pool.connect();
  await owner.query(`SELECT pg_advisory_lock(hashtextextended('subscription:read-model', 0))`);
  let released = false;
  return () => {
    if (!released) owner.release(true);
    released = true;
  };
}

describe('a monitor that was killed before its read model held what was recorded', () => {
  it('tells an officer who comes back of it once the read model does, and moves nobody past it before', async () => {
    const officer = await installation.user('officer9', ['officer'], ['203009']);
    const seen = await installation.settled();
    await installation.stop();
    const goOn = await readModelStandsStill();
    try {
      await installation.start('2025-07-01T14:00:00+08:00');
      await registerProject(installation.admin, { projectCode: 'NEW', budget: '100.00', plan: { '2025-12-31': '100.00' }, unit: '203009' });
      const paid = await installation.pay('NEW', { voucherNo: 'N-1', amount: '1.00', paidOn: '2025-07-01' });
      await installation.crash('2025-07-01T15:00:00+08:00');

      const back = await LiveStream.open(officer.at(installation.url), seen);
      const newcomer = await LiveStream.open(installation.admin);
      await Promise.all([back.reached(seen), newcomer.reached(seen)]);
      expect(newcomer.lines.map(({ id }) => id)).toEqual([seen]);
      goOn();
      await Promise.all([back.reached(paid), newcomer.reached(paid)]);
      for (const stream of [back, newcomer]) {
        expect(stream.named('disbursement').map(({ data }) => [data['projectCode'], data['position']])).toEqual([['NEW', paid]]);
        await stream.close();
      }
    } finally {
      goOn();
    }
  });
});
