import { join } from 'node:path';
import { jest } from '@jest/globals';
import { databaseBeside } from '@budget/adapters/embedded-postgres';
import type { LedgerEntryView, SummaryView } from '@budget/contracts';
import pg from 'pg';
import { weixian2025 } from '../fixtures/weixian-2025.fixture';
import { builtMonitor, WORKSPACE } from './harness/built-monitor';
import { commandLine } from './harness/command-line';
import type { Client } from './harness/client';
import { DataFolder } from './harness/data-folder';
import { eventually } from './harness/eventually';
import { MonitorProcess } from './harness/monitor-process';
import { PaymentFlow } from './harness/payment-flow';
import { RunningProgram } from './harness/running-program';
import { fenOf } from './harness/yuan';

const LIMIT_MS = 240_000;
const CLOCK = '2025-11-15T10:00:00+08:00';
const CODES = weixian2025.truth.map(({ projectCode }) => projectCode);

jest.setTimeout(LIMIT_MS);

type Verdict = { readonly rows: number; readonly differing: number; readonly differences: readonly unknown[] };

describe('rebuilding the read model of a running monitor on its embedded database', () => {
  const data = new DataFolder();
  const env = { DATA_DIR: data.path, MONITOR_CLOCK: CLOCK };
  let monitor: MonitorProcess;
  let admin: Client;

  const rebuild = async (...args: readonly string[]) => commandLine(['projections', 'rebuild', '--json', ...args], env);
  const verdict = async (): Promise<readonly [number | null, Verdict]> => {
    const { code, stdout } = await rebuild('--verify');
    return [code, JSON.parse(stdout) as Verdict];
  };
  const inDatabase = async <Row extends pg.QueryResultRow>(sql: string): Promise<readonly Row[]> => {
    const url = await databaseBeside(join(data.path, 'postgres'));
    if (url === null) throw new Error('The database does not run');
    const client = new pg.Client(url);
    await client.connect();
    const { rows } = await client.query<Row>(sql).finally(() => client.end());
    return rows;
  };

  beforeAll(async () => {
    const imported = await commandLine(['import', join(WORKSPACE, 'tests/fixtures/weixian-2025.txt')], env);
    const simulated = await commandLine(['simulate', '--projects', '400', '--seed', '3'], env);
    expect([imported.code, simulated.code]).toEqual([0, 0]);
    monitor = await MonitorProcess.start({ dataDir: data.path, clock: CLOCK });
    admin = await monitor.login();
  }, LIMIT_MS);
  afterAll(async () => {
    await monitor.stop();
    data.remove();
  }, LIMIT_MS);

  it('goes on under payments and reads: no read fails, no figure goes back, nothing is lost or counted twice', async () => {
    const before = fenOf((await admin.read<SummaryView>('/summary?fiscalYear=2025')).execution.paid);
    const flow = PaymentFlow.start({ to: () => admin, codes: CODES, perSecond: 40 });
    let [reading, reads] = [true, 0];
    const reader = async (): Promise<void> => {
      for (let last = 0n; reading; reads++) {
        const { execution } = await admin.read<SummaryView>('/summary?fiscalYear=2025');
        const paid = fenOf(execution.paid);
        if (paid < last) throw new Error(`${last} fen were paid, and afterwards ${paid}`);
        last = paid;
        await admin.read('/disbursements?fiscalYear=2025&limit=50');
        await admin.read('/milestones/2025-10-31?fiscalYear=2025&limit=50');
      }
    };
    const readers = [reader(), reader()];

    const killed = new RunningProgram(builtMonitor(), ['projections', 'rebuild'], env);
    await eventually(async () => {
      const found = await inDatabase(`SELECT nspname FROM pg_namespace WHERE nspname = 'read_model_rebuild'`);
      expect(found).toHaveLength(1);
    });
    await killed.kill();
    for (const name of ['read-model', 'alerting', 'command-guards', 'read-model']) {
      const { code, stdout, stderr } = await rebuild(name);
      expect([name, code, stderr.includes('Error')]).toEqual([name, 0, false]);
      expect(JSON.parse(stdout)).toEqual({
        projection: name,
        position: expect.stringMatching(/^\d{4,}$/) as unknown,
        events: expect.any(Number) as unknown,
        seconds: expect.any(Number) as unknown,
        eventsPerSecond: expect.any(Number) as unknown,
      });
    }
    await flow.goesOnFor(500);
    await flow.end();
    await admin.read(`/summary?minPosition=${flow.lastPosition}`);
    reading = false;
    await Promise.all(readers);

    expect(reads).toBeGreaterThan(5);
    expect(flow.refused).toEqual([]);
    const acknowledged = [...flow.acknowledged.values()].reduce((sum, { amount }) => sum + fenOf(amount), 0n);
    const { execution } = await admin.read<SummaryView>('/summary?fiscalYear=2025');
    expect(fenOf(execution.paid)).toBe(before + acknowledged);
    const entries = await admin.all<LedgerEntryView>(`/disbursements?fiscalYear=2025&projectCode=${CODES[0]}`);
    const own = entries.filter(({ voucherNo }) => voucherNo.startsWith('F-')).map(({ voucherNo }) => voucherNo);
    expect(new Set(own).size).toBe(own.length);
    const [code, { differing, rows }] = await verdict();
    expect([code, differing, rows > 5_000]).toEqual([0, 0, true]);
    expect(await inDatabase(`SELECT nspname FROM pg_namespace WHERE nspname LIKE '%rebuild%'`)).toEqual([]);
  });

  it('finds a wrong figure that somebody wrote into a table, names it, and mends it', async () => {
    const [code] = CODES;
    await inDatabase(`UPDATE read_model.project SET paid = paid + 100000 WHERE project_code = '${code}'`);
    const [exit, { differing, differences }] = await verdict();
    expect([exit, differing]).toEqual([1, 1]);
    expect(differences).toEqual([
      {
        table: 'project',
        key: { fiscal_year: '2025', project_code: code },
        live: { paid: expect.stringMatching(/^\d+\.\d\d$/) as unknown },
        rebuilt: { paid: expect.stringMatching(/^\d+\.\d\d$/) as unknown },
      },
    ]);
    const told = await commandLine(['projections', 'rebuild', '--verify'], env);
    expect([told.code, told.stdout]).toEqual([
      1,
      expect.stringMatching(`project fiscal_year=2025 project_code=${code}\n  paid：现有 / live `),
    ]);

    expect((await rebuild()).code).toBe(0);
    expect((await verdict())[0]).toBe(0);
    await eventually(async () => expect((await admin.get<{ status: string }>('/health/ready')).body.status).toBe('ready'));
  });

  it('works the same while no monitor runs', async () => {
    await monitor.stop();
    expect((await rebuild()).code).toBe(0);
    expect((await verdict())[1].differing).toBe(0);
    monitor = await MonitorProcess.start({ dataDir: data.path, clock: CLOCK });
    expect((await (await monitor.login()).get<{ status: string }>('/health/ready')).body.status).toBe('ready');
  });
});
