import { EventStoreServer } from '../../infra/test-engines/event-store-server/event-store-server';
import { useTestDatabase } from '@budget/adapters/embedded-postgres';
import type { AlertRowView, AlertView, LedgerEntryView, MilestoneCheckView, ProjectView, SummaryView } from '@budget/contracts';
import { weixian2025 } from '../fixtures/weixian-2025.fixture';
import { describeWithKafka, useKafka } from '../kafka/use-kafka';
import { built } from './harness/built-monitor';
import { eventually } from './harness/eventually';
import { freePort } from './harness/free-port';
import { LiveStream } from './harness/live-stream';
import { ServiceProcess } from './harness/service-process';
import { Services, SERVICES, type Layout } from './harness/services';
import { fenOf, sum, yuanOf } from './harness/yuan';

/** An empty event store that speaks the protocol of KurrentDB. */
function useEventStoreServer(): EventStoreServer {
  const server = new EventStoreServer();
  beforeAll(() => server.start());
  afterAll(() => server.stop());
  return server;
}

/** Each layout does the same job. Two of each service are asked in turn. */
function describeOneJob(layout: Omit<Layout, 'databaseUrl'>): void {
  const database = useTestDatabase();
  const services = new Services(() => ({ ...layout, databaseUrl: database.connectionString }));
  const commands = (turn = 0) => services.at('command-service', turn);
  const reads = (turn = 0) => services.at('projection-service', turn);
  const alerting = (turn = 0) => services.at('alerting-service', turn);

  beforeAll(() => services.start('2025-06-30T18:00:00+08:00'), 240_000);
  afterAll(async () => {
    await services.stop();
  }, 60_000);

  describe('three services in three processes on one new database', () => {
    const project = weixian2025.truth.find(({ plan }) => plan['3'] === null && plan['6'] !== null && plan['6'] !== '0');
    const code = project?.projectCode ?? '';

    it('take the document at one and show it at another', async () => {
      const { status, body } = await commands().upload<{ position: string }>('/target-documents', {
        name: 'weixian-2025.txt',
        bytes: weixian2025.bytes,
      });
      expect(status).toBe(201);
      const summary = await reads().read<SummaryView>(`/summary?minPosition=${body.position}`);
      expect([summary.projects, summary.budget.current.total]).toEqual([22, '51336900.00']);
    });

    it('raise an alert the day after the cut-off, which the third judged by its clock', async () => {
      expect(new Set(await services.stop())).toEqual(new Set([0]));
      await services.start('2025-07-01T09:00:00+08:00');
      const [check] = await eventually(async () => {
        const found = await reads().all<MilestoneCheckView>(`/milestone-checks?date=2025-06-30&projectCode=${code}`);
        expect(found).toHaveLength(1);
        return found;
      });
      expect([check?.status, check?.trigger, check?.actualAmount]).toEqual(['severe', 'clock', '0.00']);
      const [alert] = await eventually(async () => {
        const found = await reads().all<AlertRowView>(`/alerts?projectCode=${code}`);
        expect(found).toHaveLength(1);
        return found;
      });
      expect([alert?.severity, alert?.status, alert?.shortAmount]).toEqual(['red', 'open', check?.plannedAmount]);
    }, 180_000);

    it('acknowledge at the third, pay at the first, and hear at the second that the alert is resolved', async () => {
      const [alert] = await reads().all<AlertRowView>(`/alerts?projectCode=${code}`);
      const stream = await LiveStream.open(reads(1));
      expect((await alerting().post(`/alerts/${alert?.id ?? ''}/acknowledgements`, {})).status).toBe(201);
      const payment = { voucherNo: 'UP', amount: alert?.shortAmount, paidOn: '2025-07-01', fundSource: 'fiscal' };
      expect((await commands(1).post(`/projects/${code}/disbursements`, payment)).status).toBe(201);
      await eventually(() => {
        const heard = stream.named('alert', 'disbursement').map(({ event, data }) => data['status'] ?? event);
        return heard.length >= 3 ? Promise.resolve() : Promise.reject(new Error(`Heard ${heard.join(', ')}`));
      });
      expect(stream.named('alert', 'disbursement').map(({ event, data }) => data['status'] ?? event)).toEqual([
        'acknowledged',
        'disbursement',
        'resolved',
      ]);
      await stream.close();
      const view = await reads().read<AlertView>(`/alerts/${alert?.id ?? ''}`);
      expect([view.status, view.acknowledgedBy, view.history.map(({ type }) => type)]).toEqual([
        'resolved',
        'admin',
        ['AlertRaised', 'AlertAcknowledged', 'AlertResolved'],
      ]);
    });

    it('know only their own part: what belongs to another service is not found there', async () => {
      const answers = [await commands().get('/api/v1/summary/nothing'), await commands().get('/api/v1/nothing')];
      expect(answers.map(({ status }) => status)).toEqual([404, 404]);
      expect(
        (await fetch(`${commands().url}/api/v1/summary`, { headers: { authorization: `Bearer ${commands().token ?? ''}` } })).status,
      ).toBe(404);
      expect((await fetch(`${reads().url}/api/v1/milestone-checks`, { method: 'POST' })).status).toBe(404);
    });
  });

  describe('payments sent to all writers at once', () => {
    const PAYMENTS = 120;
    const codes = weixian2025.truth.map(({ projectCode }) => projectCode);
    const payments = Array.from({ length: PAYMENTS }, (_, index) => ({
      code: codes[index % codes.length] ?? '',
      body: { voucherNo: `S-${index}`, amount: `${1 + (index % 7)}.${10 + (index % 90)}`, paidOn: '2025-07-01', fundSource: 'fiscal' },
    }));

    it('are in every figure once', async () => {
      const before = fenOf((await reads().read<SummaryView>('/summary')).execution.net);
      const answers = await Promise.all(
        payments.map(({ code, body }, turn) => commands(turn).post<{ position: string }>(`/projects/${code}/disbursements`, body)),
      );
      expect(answers.filter(({ status }) => status !== 201)).toEqual([]);
      const last = answers.map(({ body }) => BigInt(body.position)).reduce((most, position) => (position > most ? position : most));
      const paid = sum(payments.map(({ body }) => fenOf(body.amount)));
      for (const turn of [0, 1]) {
        const summary = await eventually(() => reads(turn).read<SummaryView>(`/summary?minPosition=${last}`));
        const ledger = await reads(turn).all<LedgerEntryView>('/disbursements');
        const projects = await reads(turn).all<ProjectView>('/projects');
        expect([
          summary.execution.net,
          yuanOf(sum(ledger.map(({ amount }) => fenOf(amount)))),
          yuanOf(sum(projects.map(({ execution }) => fenOf(execution.net)))),
        ]).toEqual(Array.from({ length: 3 }, () => yuanOf(before + paid)));
        expect(ledger.filter(({ voucherNo }) => voucherNo.startsWith('S-'))).toHaveLength(PAYMENTS);
      }
    });
  });

  describe('another alerting service', () => {
    it('does the work of the others when they are killed', async () => {
      const others = [...services.of('alerting-service')];
      const another = await services.add('alerting-service', '2025-11-01T09:00:00+08:00');
      await another.ready();
      await Promise.all(others.map((service) => service.kill()));
      await eventually(async () => {
        expect(await reads().all('/milestone-checks?date=2025-10-31&asOf=2025-10-31')).toHaveLength(22);
      }, 60_000);
      expect(await another.stop()).toBe(0);
    }, 90_000);
  });
}

describe('one job, HTTP in and alert out, with events in PostgreSQL:', () =>
  describeOneJob({ copies: 1, relays: 0, settings: () => ({}) }));

describe('one job, HTTP in and alert out, with events in KurrentDB:', () => {
  const server = useEventStoreServer();
  describeOneJob({ copies: 1, relays: 0, settings: () => ({ EVENT_STORE_URL: server.url }) });
});

describeWithKafka('one job, HTTP in and alert out, with events in KurrentDB, read over Kafka by two of each service:', () => {
  const kafka = useKafka();
  const server = useEventStoreServer();
  // A server of one's own choice must be empty.
  const eventStore = (): string => process.env['EVENT_STORE_URL'] || server.url;
  const topic = kafka.topic();
  describeOneJob({
    copies: 2,
    relays: 2,
    settings: () => ({ EVENT_STORE_URL: eventStore(), KAFKA_BROKERS: kafka.brokers.join(','), KAFKA_TOPIC: topic }),
  });
});

describe('a service without its database', () => {
  it('says so in one line and ends', async () => {
    const [entry] = built(...SERVICES);
    const service = new ServiceProcess(entry, await freePort(), { DATABASE_URL: 'postgres://budget:secret@127.0.0.1:1/budget' });
    expect(await service.ended).toBe(2);
    expect(service.output).toMatch(/^DATABASE_URL: [^\n]+ECONNREFUSED[^\n]+\n$/);
    expect(service.output).not.toContain('secret');
  });
});

describe('a service whose event store cannot be meant', () => {
  it('says so in one line and ends', async () => {
    const [entry] = built(...SERVICES);
    const service = new ServiceProcess(entry, await freePort(), {
      DATABASE_URL: 'postgres://a:b@127.0.0.1:1/c',
      EVENT_STORE_URL: 'kurrentdb://',
    });
    expect(await service.ended).toBe(2);
    expect(service.output).toMatch(/^EVENT_STORE_URL：[^\n]+\n$/);
  });
});
