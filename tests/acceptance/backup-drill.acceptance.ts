import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AlertRowView, AuditEventView, LedgerEntryView, MilestoneCheckView, ProjectView, SummaryView } from '@budget/contracts';
import { weixian2025 } from '../fixtures/weixian-2025.fixture';
import { linesOfBackup, type BackupAnswer } from './harness/backup-file';
import type { Client } from './harness/client';
import { commandLine } from './harness/command-line';
import { DataFolder } from './harness/data-folder';
import { MonitorProcess } from './harness/monitor-process';
import { PaymentFlow } from './harness/payment-flow';
import { embeddedDatabaseOf, storedTruth, type StoredTruth } from './harness/stored-truth';

const CLOCK = '2025-11-15T10:00:00+08:00';
const LATER = '2025-11-15T15:00:00+08:00';
const PASSWORD = 'twelve-quiet-herons';
const PAYMENTS_A_SECOND = 40;
const FLOW_MS = 1_500;
const ENOUGH_BACKUPS = 5;
const codes = weixian2025.truth.map(({ projectCode }) => projectCode);
const KEYED = { voucherNo: 'K-1', amount: '12.00', paidOn: '2025-11-14', fundSource: 'fiscal' };
const KEY = { 'Idempotency-Key': 'before-the-fire' };

type Figures = {
  readonly summary: Omit<SummaryView, 'freshness'>;
  readonly ledger: readonly LedgerEntryView[];
  readonly alerts: readonly AlertRowView[];
  readonly checks: readonly MilestoneCheckView[];
  /** Without what they carry for the next write: that is of now, whatever moment is asked for. */
  readonly projects: readonly Omit<ProjectView, 'position' | 'version'>[];
  readonly trails: readonly (readonly AuditEventView[])[];
};

/** Every figure of the product as it was known at one moment. */
async function figuresOf(client: Client, knownAt: string): Promise<Figures> {
  const then = `fiscalYear=2025&asOf=2025-11-15&knownAt=${encodeURIComponent(knownAt)}`;
  const { freshness: _, ...summary } = await client.read<SummaryView>(`/summary?${then}`);
  return {
    summary,
    ledger: await client.all(`/disbursements?${then}`),
    alerts: await client.all(`/alerts?${then}`),
    checks: await client.all(`/milestone-checks?${then}`),
    projects: await Promise.all(
      codes.map(async (code) => {
        const { position: _position, version: _version, ...project } = await client.read<ProjectView>(`/projects/${code}?${then}`);
        return project;
      }),
    ),
    trails: await Promise.all(codes.map((code) => client.all<AuditEventView>(`/projects/${code}/events?${then}`))),
  };
}

const pay = (client: Client) => client.post<{ position: string }>(`/projects/${codes[0]}/disbursements?fiscalYear=2025`, KEYED, KEY);

describe('a fire drill: a backup under load, kill -9, the data folder gone, a restore into a new one', () => {
  const [lost, found] = [new DataFolder(), new DataFolder()];
  const shelf = mkdtempSync(join(tmpdir(), 'budget-monitor-backups-'));
  let answer: BackupAnswer;
  let paidDuringBackup = 0;
  let truth: StoredTruth;
  let before: Figures;
  let knownAt: string;
  let answeredBefore: { readonly position: string };
  let restored: MonitorProcess;
  let admin: Client;

  /** Backups under load until one ends at a moment of its own: "known at" cannot tell two events of one millisecond apart. */
  async function backUpUnderLoad(flow: PaymentFlow): Promise<void> {
    const paid = flow.acknowledged.size;
    for (let number = 1; number <= ENOUGH_BACKUPS; number++) {
      const file = join(shelf, `backup-${number}.jsonl.gz`);
      const { code, stdout, stderr } = await commandLine(['backup', '--to', file, '--json'], { DATA_DIR: lost.path });
      expect([code, stderr]).toEqual([0, '']);
      answer = JSON.parse(stdout) as BackupAnswer;
      await flow.goesOnFor(FLOW_MS);
      const { events } = await storedTruth(await embeddedDatabaseOf(lost.path), String(BigInt(answer.head) + 1n));
      const [last, next] = events.slice(-2);
      if (last && next && last['recorded_at'] !== next['recorded_at']) {
        knownAt = last['recorded_at'] ?? '';
        break;
      }
    }
    paidDuringBackup = flow.acknowledged.size - paid;
  }

  beforeAll(async () => {
    const monitor = await MonitorProcess.start({ dataDir: lost.path, clock: CLOCK });
    const first = await monitor.login();
    expect((await first.upload('/target-documents', { name: 'weixian-2025.txt', bytes: weixian2025.bytes })).status).toBe(201);
    const user = { username: 'clerk', displayName: '经办', password: PASSWORD, roles: ['officer'], units: ['203001'] };
    expect((await first.post('/users', user)).status).toBe(201);
    answeredBefore = (await pay(first)).body;

    const flow = PaymentFlow.start({ to: () => first, codes, perSecond: PAYMENTS_A_SECOND });
    await flow.goesOnFor(FLOW_MS);
    await backUpUnderLoad(flow);
    await flow.end();
    expect(flow.refused).toEqual([]);
    await first.read(`/summary?minPosition=${flow.lastPosition}`);
    before = await figuresOf(first, knownAt);
    truth = await storedTruth(await embeddedDatabaseOf(lost.path), answer.head);

    await monitor.kill();
    lost.remove();
    const { code, stdout, stderr } = await commandLine(['restore', '--from', answer.file, '--json'], { DATA_DIR: found.path });
    expect([code, stderr]).toEqual([0, '']);
    expect(JSON.parse(stdout)).toMatchObject({ restored: true, events: answer.events, head: answer.head, sha256: answer.sha256 });
    restored = await MonitorProcess.start({ dataDir: found.path, clock: LATER });
    admin = await restored.login();
    await admin.read(`/summary?minPosition=${answer.head}`);
  }, 240_000);
  afterAll(async () => {
    await restored.stop();
    found.remove();
    rmSync(shelf, { recursive: true });
  }, 60_000);

  it('held up no payment, and its file belongs to its owner alone', () => {
    expect(paidDuringBackup).toBeGreaterThan(0);
    expect(statSync(answer.file).mode & 0o777).toBe(0o600);
  });

  it('gives back every event with position, id, version, moment and digest, every user and every original file', async () => {
    expect(truth.events).toHaveLength(answer.events);
    expect(await storedTruth(await embeddedDatabaseOf(found.path), answer.head)).toEqual(truth);
    expect(truth.files.map(({ content = '' }) => Buffer.from(content, 'base64').equals(weixian2025.bytes))).toEqual([true]);
  });

  it('shows every figure as it was known at the position of the backup', async () => {
    expect(before.ledger.length).toBeGreaterThan(PAYMENTS_A_SECOND);
    expect(before.alerts.length).toBeGreaterThan(0);
    expect(await figuresOf(admin, knownAt)).toEqual(before);
  });

  it('lets people in with their passwords, and remembers what an idempotency key was answered', async () => {
    await restored.login('clerk', PASSWORD);
    const again = await pay(admin);
    expect([again.headers.get('idempotency-replayed'), again.body]).toEqual(['true', answeredBefore]);
  });

  it('goes on without a gap', async () => {
    const payment = { voucherNo: 'AFTER-1', amount: '1.00', paidOn: '2025-11-15', fundSource: 'fiscal' };
    const { status, body } = await admin.post<{ position: string }>(`/projects/${codes[1]}/disbursements?fiscalYear=2025`, payment);
    const { events } = await storedTruth(await embeddedDatabaseOf(found.path), body.position);
    expect([status, events.length]).toEqual([201, Number(body.position)]);
  });

  it('wrote a file that anybody can check with gunzip, sha256sum and a JSON parser', () => {
    const lines = linesOfBackup(answer.file);
    const footer = JSON.parse(lines.at(-1) ?? '') as { sha256: string; events: number };
    const sealed = createHash('sha256').update(`${lines.slice(0, -1).join('\n')}\n`);
    expect([footer.sha256, footer.events]).toEqual([sealed.digest('hex'), answer.events]);
    const events = lines.flatMap((line) => /^\{"kind":"event","position":"\d+","digest":"(\w+)","fact":(.*)\}$/.exec(line) ?? []);
    expect(events).toHaveLength(3 * answer.events);
    for (let at = 0; at < events.length; at += 3) {
      expect(
        createHash('sha256')
          .update(events[at + 2] ?? '')
          .digest('hex'),
      ).toBe(events[at + 1]);
    }
    const header = JSON.parse(lines[0] ?? '') as Record<string, unknown>;
    expect(header).toMatchObject({
      format: 'budget-monitor-backup',
      formatVersion: 1,
      region: before.projects[0]?.region,
      positions: 'gapless',
    });
    expect(lines.some((line) => line.includes(PASSWORD) || line.includes('signing_key'))).toBe(false);
  });
});
