import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '@budget/adapters/embedded-postgres';
import type { AlertRowView, LedgerEntryView, ProjectView, SummaryView } from '@budget/contracts';
import { weixian2025 } from '../fixtures/weixian-2025.fixture';
import { describeWithOwnKafka, useOwnKafka } from '../kafka/use-kafka';
import { eventually } from './harness/eventually';
import { PaymentFlow } from './harness/payment-flow';
import { Services } from './harness/services';
import { fenOf, sum, yuanOf } from './harness/yuan';

/** FAULT_SECONDS: how long payments flow with everybody up before the first fault and after the last. */
const CALM_MS = 1_000 * Number(process.env['FAULT_SECONDS'] ?? '5');
const RATE = Number(process.env['FAULT_RATE'] ?? '50');
const CLOCK = '2025-11-15T09:00:00+08:00';
const LIMIT_MS = 900_000;
const CATCH_UP_MS = 240_000;

describeWithOwnKafka('payments that flow while everything behind them fails', () => {
  const kafka = useOwnKafka();
  const folder = mkdtempSync(join(tmpdir(), 'budget-monitor-faults-'));
  let postgres: EmbeddedPostgres;
  const openDatabase = (port?: number): Promise<EmbeddedPostgres> =>
    startEmbeddedPostgres({ dataDir: folder, log: () => undefined, ...(port !== undefined && { port }) });
  const services = new Services(() => ({
    databaseUrl: postgres.connectionString,
    settings: () => ({ KAFKA_BROKERS: kafka.broker.brokers.join(','), LOG_LEVEL: 'error' }),
    copies: 2,
    relays: 2,
  }));
  const codes = weixian2025.truth.map(({ projectCode }) => projectCode);
  const readiness = async (turn: number) =>
    (await services.at('projection-service', turn).get<{ status: string }>('/health/ready')).body.status;
  let flow: PaymentFlow;

  beforeAll(async () => {
    postgres = await openDatabase();
    await services.start(CLOCK);
    const document = { name: 'weixian-2025.txt', bytes: weixian2025.bytes };
    expect((await services.at('command-service').upload('/target-documents', document)).status).toBe(201);
    flow = PaymentFlow.start({ to: (turn) => services.at('command-service', turn), codes, perSecond: RATE });
  }, 300_000);
  afterAll(async () => {
    await flow?.end();
    await services.stop();
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }, 120_000);

  it(
    'goes on through kills, a broker and a database that come back, and members that join and leave',
    async () => {
      await flow.goesOnFor(CALM_MS);
      await services.crash('relay', 0, CLOCK);
      await flow.goesOnFor(CALM_MS);
      await services.crash('projection-service', 0, CLOCK);
      await services.crash('alerting-service', 0, CLOCK);
      await services.crash('command-service', 0, CLOCK);
      await flow.goesOnFor(CALM_MS);

      const third = await services.add('projection-service', CLOCK);
      await third.ready();
      await flow.goesOnFor(CALM_MS);
      expect(await third.stop()).toBe(0);
      services.forget('projection-service', third);

      await kafka.broker.kill();
      await eventually(async () => expect([await readiness(0), await readiness(1)]).toEqual(['degraded', 'degraded']), CATCH_UP_MS);
      await flow.goesOnFor(CALM_MS);
      await kafka.broker.up();

      const { port } = postgres;
      await postgres.stop();
      postgres = await openDatabase(port);
      await flow.goesOnFor(CALM_MS);
    },
    LIMIT_MS,
  );

  it(
    'acknowledges every payment that was sent',
    async () => {
      await flow.end();
      expect(flow.refused).toEqual([]);
      expect(flow.acknowledged.size).toBe(flow.sent);
      process.stdout.write(`${flow.summary()}\n`);
    },
    CATCH_UP_MS,
  );

  it(
    'shows figures that equal the sum of what was acknowledged',
    async () => {
      const paid = yuanOf(sum([...flow.acknowledged.values()].map(({ amount }) => fenOf(amount))));
      for (const turn of [0, 1]) {
        const reads = services.at('projection-service', turn);
        const summary = await eventually(() => reads.read<SummaryView>(`/summary?minPosition=${flow.lastPosition}`), CATCH_UP_MS);
        const ledger = await reads.all<LedgerEntryView>('/disbursements');
        const projects = await reads.all<ProjectView>('/projects');
        expect([
          summary.execution.net,
          yuanOf(sum(ledger.map(({ amount }) => fenOf(amount)))),
          yuanOf(sum(projects.map(({ execution }) => fenOf(execution.net)))),
        ]).toEqual([paid, paid, paid]);
        expect(ledger.map(({ voucherNo }) => voucherNo).sort()).toEqual([...flow.acknowledged.keys()].sort());
      }
    },
    2 * CATCH_UP_MS,
  );

  it(
    'has one open alert for each project that is behind, and none for others',
    async () => {
      const reads = services.at('projection-service');
      await eventually(async () => {
        const open = (await reads.all<AlertRowView>('/alerts')).filter(({ status }) => status !== 'resolved');
        const behind = [
          ...(await reads.all<ProjectView>('/projects?status=behind')),
          ...(await reads.all<ProjectView>('/projects?status=severe')),
        ];
        expect(open.map(({ project }) => project.projectCode).sort()).toEqual(behind.map(({ projectCode }) => projectCode).sort());
      }, CATCH_UP_MS);
    },
    2 * CATCH_UP_MS,
  );

  it(
    'is ready again',
    async () => {
      await eventually(async () => expect([await readiness(0), await readiness(1)]).toEqual(['ready', 'ready']), CATCH_UP_MS);
    },
    2 * CATCH_UP_MS,
  );
});
