import type { AlertRowView, AuditEventView, LedgerEntryView, MilestoneCheckView, ProjectView, SummaryView } from '@budget/contracts';
import { weixian2025 } from '../fixtures/weixian-2025.fixture';
import type { Client } from './harness/client';
import { DataFolder } from './harness/data-folder';
import { eventually } from './harness/eventually';
import { LiveStream } from './harness/live-stream';
import { MonitorProcess } from './harness/monitor-process';
import { counted, factsOf } from './harness/spending-facts';
import { fenOf, sum, yuanOf } from './harness/yuan';

const WRITERS = 8;
const codes = weixian2025.truth.map(({ projectCode }) => projectCode);
/** Each run begins on the next of these days; four of them find a cut-off to catch up with. */
const STARTS = [
  '2025-03-31T20:00:00+08:00',
  '2025-03-31T21:00:00+08:00',
  '2025-04-01T09:00:00+08:00',
  '2025-04-01T10:00:00+08:00',
  '2025-04-01T11:00:00+08:00',
  '2025-07-01T09:00:00+08:00',
  '2025-07-01T10:00:00+08:00',
  '2025-07-01T11:00:00+08:00',
  '2025-11-01T09:00:00+08:00',
  '2025-11-01T10:00:00+08:00',
  '2025-11-01T11:00:00+08:00',
];
const LAST_START = '2025-11-01T12:00:00+08:00';
/** How many payments each run acknowledges before it is killed; those without any die while they catch up. */
const ACKNOWLEDGEMENTS = [40, 11, 0, 3, 60, 0, 1, 25, 0, 2, 90];

type Payment = {
  readonly code: string;
  readonly voucherNo: string;
  readonly amount: string;
  readonly paidOn: string;
  readonly fundSource: string;
};
type Acknowledged = { readonly payment: Payment; readonly answer: Record<string, string> };

const folder = new DataFolder();
const acknowledged: Acknowledged[] = [];
/** Sent, but the process died before it answered: there or not there, nobody knows yet. */
const unanswered: Payment[] = [];
let monitor: MonitorProcess;
let admin: Client;
let port = '0';

const send = ({ code, ...payment }: Payment) =>
  admin.post<Record<string, string>>(`/projects/${code}/disbursements?fiscalYear=2025`, payment);

async function writeUntilKilled(client: Client, run: number, writer: number): Promise<void> {
  for (let count = 0; ; count++) {
    const code = codes[(run + writer * 7 + count) % codes.length] ?? '';
    const payment = {
      code,
      voucherNo: `C-${run}-${writer}-${count}`,
      amount: `${1 + (count % 9)}.0${writer}`,
      paidOn: '2025-03-31',
      fundSource: 'fiscal',
    };
    const { code: _, ...body } = payment;
    const answer = await client.post<Record<string, string>>(`/projects/${code}/disbursements?fiscalYear=2025`, body).catch(() => null);
    if (answer === null) return void unanswered.push(payment);
    if (answer.status !== 201) throw new Error(`${payment.voucherNo} was answered ${answer.status}: ${JSON.stringify(answer.body)}`);
    acknowledged.push({ payment, answer: answer.body });
  }
}

/** One address for all runs, so that the session and the callers stay the same. */
async function start(clock: string): Promise<void> {
  monitor = await MonitorProcess.start({ dataDir: folder.path, clock, env: { PORT: port } });
  if (port === '0') admin = await monitor.login();
  port = new URL(monitor.url).port;
}

beforeAll(async () => {
  for (const [run, clock] of STARTS.entries()) {
    await start(clock);
    if (run === 0)
      expect((await admin.upload('/target-documents', { name: 'weixian-2025.txt', bytes: weixian2025.bytes })).status).toBe(201);
    const before = acknowledged.length;
    const writers = Array.from({ length: WRITERS }, (_, writer) => writeUntilKilled(admin, run, writer));
    await eventually(async () => expect(acknowledged.length - before).toBeGreaterThanOrEqual(ACKNOWLEDGEMENTS[run] ?? 0));
    await monitor.kill();
    await Promise.all(writers);
  }
  await start(LAST_START);
}, 240_000);

afterAll(async () => {
  await monitor.stop();
  folder.remove();
}, 60_000);

const trails = (): Promise<readonly (readonly AuditEventView[])[]> =>
  Promise.all(codes.map((code) => admin.all<AuditEventView>(`/projects/${code}/events`)));

describe(`after ${STARTS.length} kills -9 under ${WRITERS} writers`, () => {
  it('every acknowledged payment stands where it was acknowledged', async () => {
    expect(acknowledged.length).toBeGreaterThan(STARTS.length);
    const places = new Map((await trails()).flat().map(({ data, position }) => [String(data['voucherNo']), position]));
    expect(acknowledged.map(({ payment }) => places.get(payment.voucherNo))).toEqual(acknowledged.map(({ answer }) => answer['position']));
  });

  it('an acknowledged payment sent again is answered as the first time and doubles nothing', async () => {
    const before = (await trails()).flat().length;
    const answers = await Promise.all(
      acknowledged.filter((_, index) => index % 5 === 0).map(async (one) => ({ ...one, again: await send(one.payment) })),
    );
    expect(answers.map(({ again }) => [again.status, again.body])).toEqual(answers.map(({ answer }) => [200, answer]));
    expect((await trails()).flat()).toHaveLength(before);
  });

  it('a payment without an answer is there whole or not at all, and sent again it is there once', async () => {
    const answers = await Promise.all(unanswered.map(send));
    expect(answers.filter(({ status }) => status !== 200 && status !== 201)).toEqual([]);
    const recorded = (await trails()).flat().filter(({ type }) => type === 'DisbursementRecorded');
    const vouchers = recorded.map(({ data }) => String(data['voucherNo'])).sort();
    expect(vouchers).toEqual([...acknowledged.map(({ payment }) => payment), ...unanswered].map(({ voucherNo }) => voucherNo).sort());
  });

  it('each trail counts its versions without a gap, and no position twice', async () => {
    const all = await trails();
    for (const trail of all) expect(trail.map(({ version }) => version)).toEqual(trail.map((_, index) => String(index)));
    const positions = all.flat().map(({ position }) => position);
    expect(new Set(positions).size).toBe(positions.length);
  });

  it('events, projects, summary and ledger agree to the 分', async () => {
    const all = await trails();
    const last = all.flat().reduce((latest, { position }) => (BigInt(position) > latest ? BigInt(position) : latest), 0n);
    const summary = await admin.read<SummaryView>(`/summary?minPosition=${last}`);
    const ledger = await admin.all<LedgerEntryView>('/disbursements');
    const nets = await Promise.all(codes.map(async (code) => (await admin.read<ProjectView>(`/projects/${code}`)).execution.net));
    const facts = all.map(factsOf);
    const fromEvents = facts.map((of) => sum(counted(of, '2025-12-31', { asOf: '', knownAt: null, closed: '' }).map(({ fen }) => fen)));
    expect(nets).toEqual(fromEvents.map(yuanOf));
    expect([summary.execution.net, yuanOf(sum(ledger.map(({ amount }) => fenOf(amount))))]).toEqual([
      yuanOf(sum(fromEvents)),
      yuanOf(sum(fromEvents)),
    ]);
    expect(ledger).toHaveLength(acknowledged.length + unanswered.length);
  });

  it('every milestone that is over was judged exactly once in every project', async () => {
    await eventually(async () => {
      expect(await admin.all<MilestoneCheckView>('/milestone-checks')).toHaveLength(66);
    });
    const stream = await LiveStream.open(admin, '0');
    await stream.reached((await admin.read<SummaryView>('/summary')).freshness.headPosition);
    await stream.close();
    const judged = stream.named('milestone-check').map(({ data }) => `${data['projectCode']} ${data['date']}`);
    expect(judged.sort()).toEqual(
      codes.flatMap((code) => ['2025-03-31', '2025-06-30', '2025-10-31'].map((date) => `${code} ${date}`)).sort(),
    );
  });

  it('no project has two open alerts, and every project that is behind has one', async () => {
    const alerts = await eventually(async () => {
      const open = (await admin.all<AlertRowView>('/alerts')).filter(({ status }) => status !== 'resolved');
      const behind = [
        ...(await admin.all<ProjectView>('/projects?status=behind')),
        ...(await admin.all<ProjectView>('/projects?status=severe')),
      ];
      expect(open.map(({ project }) => project.projectCode).sort()).toEqual(behind.map(({ projectCode }) => projectCode).sort());
      return open;
    });
    expect(alerts.length).toBeGreaterThan(0);
    expect(new Set(alerts.map(({ project }) => project.projectCode)).size).toBe(alerts.length);
  });

  it('the monitor is ready', async () => {
    expect((await admin.read<{ status: string }>('/health/ready')).status).toBe('ready');
  });
});
