import type { DisbursementFileAnswer, SummaryView } from '@budget/contracts';
import { weixian2025 } from '../fixtures/weixian-2025.fixture';
import type { Client } from './harness/client';
import { DataFolder } from './harness/data-folder';
import { eventually } from './harness/eventually';
import { MonitorProcess } from './harness/monitor-process';
import { manyPayments, paymentFile } from './harness/payment-file';
import { fenOf, sum } from './harness/yuan';

const KILLS = Number(process.env['FILE_KILLS'] ?? '4');
const ROWS = Number(process.env['FILE_ROWS'] ?? '8000');
const CLOCK = '2025-11-15T09:00:00+08:00';

const folder = new DataFolder();
let monitor: MonitorProcess;
let admin: Client;
let port = '0';

async function start(): Promise<void> {
  monitor = await MonitorProcess.start({ dataDir: folder.path, clock: CLOCK, env: { PORT: port } });
  if (port === '0') admin = await monitor.login();
  port = new URL(monitor.url).port;
}

const send = (mark: string) => {
  const { name, bytes, fields } = paymentFile(manyPayments(ROWS, mark));
  return admin.upload<DisbursementFileAnswer>('/disbursement-files', { name, bytes }, fields);
};
const netOf = async (): Promise<bigint> =>
  eventually(async () => {
    const { execution, freshness } = await admin.read<SummaryView>('/summary?fiscalYear=2025');
    if (freshness.projectionPosition !== freshness.headPosition) throw new Error('The read model is still at work');
    return fenOf(execution.net);
  }, 60_000);

const total = sum(manyPayments(ROWS, 'x').map(({ fen }) => fen));
/** How long a whole file took; the kills are spread over a little more than that. */
let wholeMs = 0;

beforeAll(async () => {
  await start();
  await admin.upload('/target-documents', { name: 'weixian-2025.txt', bytes: weixian2025.bytes });
  const begun = performance.now();
  expect((await send('W')).status).toBe(201);
  wholeMs = performance.now() - begun;
}, 120_000);

afterAll(async () => {
  await monitor.stop();
  folder.remove();
}, 60_000);

describe(`a file of ${ROWS} rows whose monitor is killed ${KILLS} times on the way`, () => {
  it.each(Array.from({ length: KILLS }, (_, turn) => turn))(
    'is recorded whole or not at all, and can be sent again (%d)',
    async (turn) => {
      const before = await netOf();
      const mark = `K${turn}`;
      // The moment is another one each time, and known to nobody: some way into the work, or just after it.
      const killAt = new Promise<void>((resolve) => setTimeout(resolve, wholeMs * ((turn + Math.random()) / KILLS) * 1.1));
      const sending = send(mark).catch(() => null);
      await killAt;
      await monitor.kill();
      const answer = await sending;
      await start();

      const after = await netOf();
      expect([0n, total]).toContain(after - before);
      if (answer?.status === 201) expect(after - before).toBe(total);
      const again = await send(mark);
      expect([again.status, again.body.recorded + again.body.duplicates]).toEqual([again.body.recorded > 0 ? 201 : 200, ROWS]);
      expect([0, ROWS]).toContain(again.body.recorded);
      expect((await netOf()) - before).toBe(total);
    },
    120_000,
  );
});
