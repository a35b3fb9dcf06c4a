import { createServer, type AddressInfo } from 'node:net';
import { EventStoreServer } from '../../infra/test-engines/event-store-server/event-store-server';
import { useTestDatabase } from '@budget/adapters/embedded-postgres';
import type { AlertRowView, AlertView, MilestoneCheckView, SummaryView } from '@budget/contracts';
import { weixian2025 } from '../fixtures/weixian-2025.fixture';
import { built } from './harness/built-monitor';
import { Client } from './harness/client';
import { eventually } from './harness/eventually';
import { LiveStream } from './harness/live-stream';
import { ADMIN_PASSWORD } from './harness/monitor-process';
import { ServiceProcess } from './harness/service-process';

const eventStoreServer = new EventStoreServer();
beforeAll(() => eventStoreServer.start());
afterAll(() => eventStoreServer.stop());

const SERVICES = ['command-service', 'projection-service', 'alerting-service'] as const;
const LAYOUTS = [
  { layout: 'PostgreSQL', eventStore: () => '' },
  { layout: 'KurrentDB', eventStore: () => eventStoreServer.url },
];

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });

describe.each(LAYOUTS)('one job, HTTP in and alert out, with events in $layout:', ({ eventStore }) => {
  const database = useTestDatabase();
  let services: readonly ServiceProcess[] = [];
  let commands: Client;
  let reads: Client;
  let alerting: Client;

  async function start(clock: string): Promise<void> {
    const entries = built(...SERVICES);
    const ports = await Promise.all(SERVICES.map(freePort));
    const env = { DATABASE_URL: database.connectionString, EVENT_STORE_URL: eventStore(), MONITOR_CLOCK: clock };
    services = entries.map((entry, index) => new ServiceProcess(entry, ports[index] ?? 0, env));
    await Promise.all(services.map((service) => service.ready()));
    const [command, projection, alert] = services.map(({ url }) => url);
    // One session for all three: they share the signing key in the database.
    commands = await Client.login(command ?? '', 'admin', ADMIN_PASSWORD);
    reads = commands.at(projection ?? '');
    alerting = commands.at(alert ?? '');
  }

  const stop = (): Promise<(number | null)[]> => Promise.all(services.map((service) => service.stop()));

  beforeAll(() => start('2025-06-30T18:00:00+08:00'), 240_000);
  afterAll(async () => {
    await stop();
  }, 60_000);

  describe('three services in three processes on one new database', () => {
    const project = weixian2025.truth.find(({ plan }) => plan['3'] === null && plan['6'] !== null && plan['6'] !== '0');
    const code = project?.projectCode ?? '';

    it('take the document at one and show it at another', async () => {
      const { status, body } = await commands.upload<{ position: string }>('/target-documents', {
        name: 'weixian-2025.txt',
        bytes: weixian2025.bytes,
      });
      expect(status).toBe(201);
      const summary = await reads.read<SummaryView>(`/summary?minPosition=${body.position}`);
      expect([summary.projects, summary.budget.current.total]).toEqual([22, '51336900.00']);
    });

    it('raise an alert the day after the cut-off, which the third judged by its clock', async () => {
      expect(await stop()).toEqual([0, 0, 0]);
      await start('2025-07-01T09:00:00+08:00');
      const [check] = await eventually(async () => {
        const found = await reads.all<MilestoneCheckView>(`/milestone-checks?date=2025-06-30&projectCode=${code}`);
        expect(found).toHaveLength(1);
        return found;
      });
      expect([check?.status, check?.trigger, check?.actualAmount]).toEqual(['severe', 'clock', '0.00']);
      const [alert] = await eventually(async () => {
        const found = await reads.all<AlertRowView>(`/alerts?projectCode=${code}`);
        expect(found).toHaveLength(1);
        return found;
      });
      expect([alert?.severity, alert?.status, alert?.shortAmount]).toEqual(['red', 'open', check?.plannedAmount]);
    });

    it('acknowledge at the third, pay at the first, and hear at the second that the alert is resolved', async () => {
      const [alert] = await reads.all<AlertRowView>(`/alerts?projectCode=${code}`);
      const stream = await LiveStream.open(reads);
      expect((await alerting.post(`/alerts/${alert?.id ?? ''}/acknowledgements`, {})).status).toBe(201);
      const payment = { voucherNo: 'UP', amount: alert?.shortAmount, paidOn: '2025-07-01', fundSource: 'fiscal' };
      expect((await commands.post(`/projects/${code}/disbursements`, payment)).status).toBe(201);
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
      const view = await reads.read<AlertView>(`/alerts/${alert?.id ?? ''}`);
      expect([view.status, view.acknowledgedBy, view.history.map(({ type }) => type)]).toEqual([
        'resolved',
        'admin',
        ['AlertRaised', 'AlertAcknowledged', 'AlertResolved'],
      ]);
    });

    it('know only their own part: what belongs to another service is not found there', async () => {
      const answers = [await commands.get('/api/v1/summary/nothing'), await commands.get('/api/v1/nothing')];
      expect(answers.map(({ status }) => status)).toEqual([404, 404]);
      expect((await fetch(`${commands.url}/api/v1/summary`, { headers: { authorization: `Bearer ${commands.token ?? ''}` } })).status).toBe(
        404,
      );
      expect((await fetch(`${reads.url}/api/v1/milestone-checks`, { method: 'POST' })).status).toBe(404);
    });
  });

  describe('a second alerting service', () => {
    it('waits for the first, and goes on when that one is killed', async () => {
      const [, , entry] = built(...SERVICES);
      const env = { DATABASE_URL: database.connectionString, EVENT_STORE_URL: eventStore(), MONITOR_CLOCK: '2025-11-01T09:00:00+08:00' };
      const second = new ServiceProcess(entry, await freePort(), env);
      await second.ready();
      const [, , first] = services;
      await first?.kill();
      await eventually(async () => {
        expect(await reads.all('/milestone-checks?date=2025-10-31&asOf=2025-10-31')).toHaveLength(22);
      });
      expect(await second.stop()).toBe(0);
    });
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
    expect(service.output).toMatch(/^EVENT_STORE_URL [^\n]+\n$/);
  });
});
