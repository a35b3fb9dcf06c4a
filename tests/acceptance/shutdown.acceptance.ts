import type { AuditEventView, LedgerEntryView } from '@budget/contracts';
import { weixian2025 } from '../fixtures/weixian-2025.fixture';
import type { Client } from './harness/client';
import { useInstallation } from './harness/installation';
import { LiveStream } from './harness/live-stream';

const installation = useInstallation('2025-07-01T09:00:00+08:00');
const codes = weixian2025.truth.map(({ projectCode }) => projectCode);

type Attempt = { readonly code: string; readonly voucherNo: string; readonly position: string | null };

/** Pays until the connection breaks; every attempt with the position that was acknowledged, or null when no answer came. */
async function payUntilRefused(client: Client, writer: number): Promise<readonly Attempt[]> {
  const attempts: Attempt[] = [];
  for (let count = 0; ; count++) {
    const code = codes[(writer * 5 + count) % codes.length] ?? '';
    const voucherNo = `T-${writer}-${count}`;
    const payment = { voucherNo, amount: '0.01', paidOn: '2025-06-30', fundSource: 'fiscal' };
    const answer = await client.post<{ position: string }>(`/projects/${code}/disbursements`, payment).catch(() => null);
    attempts.push({ code, voucherNo, position: answer?.status === 201 ? answer.body.position : null });
    if (answer?.status !== 201) return attempts;
  }
}

describe('SIGTERM while sixteen callers write and a screen listens', () => {
  it('ends within seconds with code 0, and every payment is there whole or not at all', async () => {
    const stream = await LiveStream.open(installation.admin);
    const writing = Array.from({ length: 16 }, (_, writer) => payUntilRefused(installation.admin, writer));
    await stream.reached(await installation.recorded(200));

    const asked = performance.now();
    const exitCode = await installation.stop();
    const seconds = (performance.now() - asked) / 1000;
    await stream.ended;
    const attempts = (await Promise.all(writing)).flat();
    expect(exitCode).toBe(0);
    expect(seconds).toBeLessThan(10);

    await installation.start('2025-07-01T10:00:00+08:00');
    const head = await installation.settled();
    const ledger = await installation.admin.all<LedgerEntryView>(`/disbursements?minPosition=${head}`);
    const trails = await Promise.all(codes.map((code) => installation.admin.all<AuditEventView>(`/projects/${code}/events`)));
    const recorded = trails.flat().filter(({ type }) => type === 'DisbursementRecorded');
    expect(ledger.map(({ position }) => position).sort()).toEqual(recorded.map(({ position }) => position).sort());
    const places = new Map(recorded.map(({ data, position }) => [String(data['voucherNo']), position]));
    expect(places.size).toBe(recorded.length);
    for (const { voucherNo, position } of attempts) if (position !== null) expect(places.get(voucherNo)).toBe(position);
    expect(recorded.every(({ data }) => attempts.some(({ voucherNo }) => voucherNo === data['voucherNo']))).toBe(true);
  });
});
