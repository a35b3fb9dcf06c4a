import type { AlertRowView, LedgerEntryView, ProjectRowView, SummaryView } from '@budget/contracts';
import { useTestDatabase, type TestDatabase } from '@budget/adapters/embedded-postgres';
import { Money } from '@budget/kernel';
import { tmpdir } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import type { Client } from './harness/client';
import { DataFolder } from './harness/data-folder';
import { MonitorProcess } from './harness/monitor-process';

const CLOCK = '2025-11-15T10:00:00+08:00';
const LARGEST = '13043425P00438510002B';
const LIMIT_MS = 240_000;
const LATE = { project: '13043425P00000110074K', paidOn: '2025-06-27', recordedOn: '2025-07-03' };

type Trail = { readonly items: readonly { readonly position: string; readonly digest: string; readonly metadata: { actor: string } }[] };

const sampleOn = (database: TestDatabase, args = ['--sample'], clock = CLOCK): MonitorProcess =>
  MonitorProcess.spawn({ dataDir: tmpdir(), clock, args, env: { DATABASE_URL: database.connectionString } });

const everyEvent = async (database: TestDatabase): Promise<readonly unknown[]> =>
  (
    await database.pool.query<Record<string, unknown>>(
      'SELECT position, stream, version, type, data, recorded_at, digest FROM event_store.events ORDER BY position',
    )
  ).rows;

const weekdayOf = (day: string): number => new Date(`${day}T00:00:00Z`).getUTCDay();

describe('the sample county on 15 November 2025', () => {
  const folder = new DataFolder();
  let monitor: MonitorProcess;
  let admin: Client;
  let ledger: readonly LedgerEntryView[];
  let alerts: readonly AlertRowView[];

  beforeAll(async () => {
    monitor = await MonitorProcess.start({ dataDir: folder.path, clock: CLOCK, args: ['--sample'] });
    admin = await monitor.login();
    ledger = await admin.all<LedgerEntryView>('/disbursements?fiscalYear=2025');
    alerts = await admin.all<AlertRowView>('/alerts?fiscalYear=2025');
  }, LIMIT_MS);

  afterAll(async () => {
    await monitor.stop();
    folder.remove();
  }, LIMIT_MS);

  it('is there before the address is printed, and the service is ready', async () => {
    expect(monitor.output.indexOf('Sample loaded')).toBeLessThan(monitor.output.indexOf('running:'));
    expect((await admin.get<{ status: string }>('/health/ready')).body.status).toBe('ready');
  });

  it('holds the published document: 22 projects of two units', async () => {
    const { projects, budget, units } = await admin.read<SummaryView>('/summary');
    expect([projects, budget.initial.total]).toEqual([22, '51336900.00']);
    expect(units.map((unit) => [unit.code, unit.projects, unit.budget.initial.total])).toEqual([
      ['203001', 8, '1960000.00'],
      ['203002', 14, '49376900.00'],
    ]);
  });

  it('has yellow and red alerts open, some resolved and one acknowledged by a simulated officer', () => {
    const open = alerts.filter(({ status }) => status === 'open');
    expect(open.length).toBeGreaterThanOrEqual(2);
    expect(new Set(open.map(({ severity }) => severity))).toEqual(new Set(['yellow', 'red']));
    expect(alerts.filter(({ status }) => status === 'resolved').length).toBeGreaterThanOrEqual(2);
    expect(alerts.filter(({ status }) => status === 'acknowledged').length).toBeGreaterThanOrEqual(1);
  });

  it('leaves 2 万元 or more in the largest project', async () => {
    const projects = await admin.all<ProjectRowView>('/projects');
    const budgetOf = ({ budget }: ProjectRowView): Money => Money.parse(budget.current.total);
    const [largest] = [...projects].sort((one, other) => (budgetOf(other).exceeds(budgetOf(one)) ? 1 : -1));
    expect(largest?.projectCode).toBe(LARGEST);
    expect(Money.parse('20000.00').exceeds(Money.parse(largest?.execution.remaining ?? '0.00'))).toBe(false);
  });

  it('moves no money after today and pays on working days', () => {
    expect(ledger.every(({ paidOn }) => paidOn <= '2025-11-15')).toBe(true);
    expect(ledger.every(({ recordedAt }) => recordedAt < '2025-11-15T02:00:00.000Z')).toBe(true);
    expect(ledger.filter(({ paidOn }) => weekdayOf(paidOn) === 0 || weekdayOf(paidOn) === 6)).toEqual([]);
  });

  it('says 模拟 on every payment, refund and reversal', () => {
    const payments = ledger.filter(({ kind }) => kind === 'payment');
    expect(payments.every(({ payee, use }) => payee?.includes('模拟') && use?.includes('模拟'))).toBe(true);
    expect(ledger.every(({ kind, reason }) => kind === 'payment' || reason?.includes('模拟'))).toBe(true);
    expect(new Set(ledger.map(({ recordedBy }) => recordedBy))).toEqual(new Set(['system:simulation']));
  });

  it('has one refund, one reversal and one payment that became known after its cut-off', () => {
    expect(ledger.filter(({ kind }) => kind === 'refund')).toHaveLength(1);
    expect(ledger.filter(({ kind }) => kind === 'reversal')).toHaveLength(1);
    const late = ledger.filter((entry) => entry.late);
    expect(late.map(({ projectCode, paidOn, recordedAt }) => [projectCode, paidOn, recordedAt.slice(0, 10)])).toEqual([
      [LATE.project, LATE.paidOn, LATE.recordedOn],
    ]);
  });

  it('keeps what was judged on 30 June beside what is known now', async () => {
    const board = await admin.all<{ projectCode: string; status: string; judged: { status: string } | null }>('/milestones/2025-06-30');
    const row = board.find(({ projectCode }) => projectCode === LATE.project);
    expect([row?.judged?.status, row?.status]).toEqual(['behind', 'watch']);
  });

  it('judged every project once at each cut-off gone by', async () => {
    const checks = await admin.all<{ date: string; projectCode: string; judgedAt: string; trigger: string }>('/milestone-checks');
    expect(checks).toHaveLength(66);
    expect(new Set(checks.map(({ judgedAt }) => judgedAt))).toEqual(
      new Set(['2025-03-31T16:00:00.000Z', '2025-06-30T16:00:00.000Z', '2025-10-31T16:00:00.000Z']),
    );
  });

  it('adds up: the ledger and the summary tell the same sums', async () => {
    const { execution } = await admin.read<SummaryView>('/summary');
    const sumOf = (kind: LedgerEntryView['kind']): Money =>
      Money.sum(ledger.filter((entry) => entry.kind === kind).map(({ amount }) => Money.parse(amount)));
    const [paid, refunded] = [sumOf('payment').minus(sumOf('reversal')), sumOf('refund')];
    expect(execution).toMatchObject({ paid: paid.toText(), refunded: refunded.toText(), net: paid.minus(refunded).toText() });
  });

  it('names the simulation as the actor in the audit trail of every project', async () => {
    const trail = await admin.read<Trail>(`/projects/${LARGEST}/events?limit=500`);
    expect(trail.items.every(({ metadata }) => metadata.actor === 'system:simulation')).toBe(true);
  });

  it('goes on with the living: a payment after it is taken and counted', async () => {
    const body = { voucherNo: 'ZF-1', amount: '20000.00', paidOn: '2025-11-15', fundSource: 'fiscal' };
    const { status, body: answer } = await admin.post<{ position: string; version: string }>(`/projects/${LARGEST}/disbursements`, body);
    expect(status).toBe(201);
    const project = await admin.read<{ version: string }>(`/projects/${LARGEST}?minPosition=${answer.position}`);
    expect(project.version).toBe(answer.version);
  });

  it(
    'is recognised as complete by the next start and not loaded again',
    async () => {
      expect(await monitor.stop()).toBe(0);
      monitor = await MonitorProcess.start({ dataDir: folder.path, clock: CLOCK, args: ['--sample'] });
      expect(monitor.output).toContain('The sample was loaded before and is complete.');
    },
    LIMIT_MS,
  );
});

describe('loading the sample', () => {
  const [first, second, early, other] = [useTestDatabase(), useTestDatabase(), useTestDatabase(), useTestDatabase()];

  it(
    'gives the same facts in every installation, also when kill -9 ends it half-way and another start completes it',
    async () => {
      const undisturbed = sampleOn(first);
      await undisturbed.printed(/running:/);
      await undisturbed.stop();

      const killed = sampleOn(second);
      await recorded(second, 60);
      await killed.kill();
      const half = await everyEvent(second);
      const next = sampleOn(second);
      await next.printed(/running:/);
      expect(next.output).toContain('Sample loaded');
      await next.stop();

      const whole = await everyEvent(first);
      expect(half.length).toBeLessThan(whole.length);
      expect(half).toEqual(whole.slice(0, half.length));
      expect(await everyEvent(second)).toEqual(whole);
    },
    LIMIT_MS,
  );

  it(
    'stops in order, as a start that was called off, when it is asked to while it loads',
    async () => {
      const monitor = sampleOn(early, ['--sample'], '2025-07-01T09:00:00+08:00');
      await recorded(early, 30);
      expect(await monitor.stop()).toBe(1);
      expect(monitor.output).not.toContain('running:');
    },
    LIMIT_MS,
  );

  it(
    'ends the year at the clock: what was still to come is not there',
    async () => {
      const monitor = sampleOn(early, ['--sample'], '2025-07-01T09:00:00+08:00');
      await monitor.printed(/running:/);
      await monitor.stop();
      const { rows } = await early.pool.query<{ last: string; paid: string; judged: string }>(
        `SELECT max(recorded_at) AS last, max(data->>'paidOn') AS paid, max(data->>'date') AS judged FROM event_store.events`,
      );
      expect(rows[0]).toEqual({ last: '2025-06-30T16:00:00.000Z', paid: '2025-06-30', judged: '2025-06-30' });
    },
    LIMIT_MS,
  );

  it(
    'leaves a store with other data alone, says so and serves',
    async () => {
      const before = sampleOn(other, []);
      await before.printed(/running:/);
      expect(before.output).toContain('npm start -- --sample');
      const admin = await before.login();
      const { status } = await admin.post('/projects', {
        fiscalYear: 2025,
        projectCode: 'A1',
        name: '自建项目',
        unit: { code: '203001', name: '组织部' },
        budget: { fiscal: '30000.00', other: '0.00' },
        plan: [{ date: '2025-12-31', percent: '100.00' }],
        indicators: [],
      });
      expect(status).toBe(201);
      await before.stop();

      const monitor = sampleOn(other);
      await monitor.printed(/running:/);
      expect(monitor.output).toContain('The store holds other data, so the sample was not loaded');
      await monitor.stop();
      expect(await everyEvent(other)).toHaveLength(1);
    },
    LIMIT_MS,
  );
});

/** Resolves once the store of this database holds so many facts. */
async function recorded({ pool }: TestDatabase, count: number): Promise<void> {
  for (;;) {
    const { rows } = await pool.query<{ there: boolean }>(`SELECT to_regclass('event_store.head') IS NOT NULL AS there`);
    const head = rows[0]?.there ? (await pool.query<{ position: string }>('SELECT position FROM event_store.head')).rows[0] : undefined;
    if (Number(head?.position ?? 0) >= count) return;
    await pause(2);
  }
}
