import { useTestDatabase } from '@budget/adapters/embedded-postgres';
import type { LedgerEntryView, SummaryView } from '@budget/contracts';
import { tmpdir } from 'node:os';
import { weixian2025 } from '../fixtures/weixian-2025.fixture';
import { describeWithKafka, useKafka } from '../kafka/use-kafka';
import { commandLine } from './harness/command-line';
import { eventually } from './harness/eventually';
import { MonitorProcess } from './harness/monitor-process';
import type { Client } from './harness/client';

const CLOCK = '2025-07-01T09:00:00+08:00';
const NO_BROKER = '127.0.0.1:1';
const LIMIT_MS = 180_000;
const { projectCode: code = '' } = weixian2025.truth[0] ?? {};

/** One monitor after another on one database. */
function useMonitor() {
  const database = useTestDatabase();
  let monitor: MonitorProcess | undefined;
  const runs = {
    env: (settings: Readonly<Record<string, string>> = {}) => ({ DATABASE_URL: database.connectionString, ...settings }),
    spawn: (settings: Readonly<Record<string, string>>) =>
      (monitor = MonitorProcess.spawn({ dataDir: tmpdir(), clock: CLOCK, env: runs.env(settings) })),
    start: async (settings: Readonly<Record<string, string>>): Promise<Client> => {
      monitor = await MonitorProcess.start({ dataDir: tmpdir(), clock: CLOCK, env: runs.env(settings) });
      return monitor.login();
    },
    stop: async (): Promise<number | null> => (await monitor?.stop()) ?? null,
  };
  afterAll(async () => {
    await runs.stop();
  }, LIMIT_MS);
  return runs;
}

const importDocument = (client: Client) =>
  client.upload<{ position: string }>('/target-documents', { name: 'weixian-2025.txt', bytes: weixian2025.bytes });
const pay = (client: Client, voucherNo: string) =>
  client.post<{ position: string }>(`/projects/${code}/disbursements`, {
    voucherNo,
    amount: '1.00',
    paidOn: '2025-07-01',
    fundSource: 'fiscal',
  });
const netAt = async (client: Client, position: string): Promise<string> =>
  (await eventually(() => client.read<SummaryView>(`/summary?minPosition=${position}`))).execution.net;
const readiness = (client: Client) => client.get<{ status: string; checks: Record<string, { status: string }> }>('/health/ready');

describe('a monitor whose Kafka does not answer when it starts', () => {
  const monitor = useMonitor();

  it(
    'is degraded, takes every write and keeps what it cannot show yet',
    async () => {
      const client = await monitor.start({ KAFKA_BROKERS: NO_BROKER });
      expect((await importDocument(client)).status).toBe(201);
      expect((await pay(client, 'A-1')).status).toBe(201);
      await eventually(async () => {
        const { status, body } = await readiness(client);
        const kafka = ['read-model', 'alerting', 'kafka-relay'].map((name) => body.checks[`subscription:${name}`]?.status);
        expect([status, body.status, ...kafka]).toEqual([200, 'degraded', 'degraded', 'degraded', 'degraded']);
      });
      expect((await client.read<SummaryView>('/summary')).projects).toBe(0);
      expect(await monitor.stop()).toBe(0);
    },
    LIMIT_MS,
  );
});

describe('budget-monitor relay', () => {
  const complete = { DATABASE_URL: 'postgres://a:b@127.0.0.1:1/c', KAFKA_BROKERS: NO_BROKER };

  it('says what it does, in Chinese and English, and with which exit codes', async () => {
    const { code: exit, stdout } = await commandLine(['relay', '--help']);
    expect(exit).toBe(0);
    for (const words of ['重放', 'replay', '--from <position>', '--topic <new>', '退出码 / Exit codes']) expect(stdout).toContain(words);
  });

  it.concurrent.each([
    ['without brokers', ['relay'], { DATABASE_URL: complete.DATABASE_URL }, /^KAFKA_BROKERS：/],
    ['without a database', ['relay'], { KAFKA_BROKERS: NO_BROKER }, /^DATABASE_URL：/],
    ['with brokers that cannot be meant', ['relay'], { ...complete, KAFKA_BROKERS: 'kafka://a' }, /^KAFKA_BROKERS：第 1 个地址带有协议名/],
    ['without a topic', ['relay', '--from', '1'], complete, /^--topic：/],
    ['without a place to begin', ['relay', '--topic', 'new'], complete, /^--from：/],
    ['from position 0', ['relay', '--from', '0', '--topic', 'new'], complete, /从 1 起的整数/],
    ['into a topic that cannot be', ['relay', '--from', '1', '--topic', 'a b'], complete, /1 到 249 位/],
  ])('%s is one line and exit code 2', async (_case, args, env, line) => {
    const { code: exit, stderr } = await commandLine(args, env);
    expect([exit, stderr.trim().split('\n').length]).toEqual([2, 1]);
    expect(stderr).toMatch(line);
  });
});

describeWithKafka('a database that was read without Kafka', () => {
  const kafka = useKafka();
  const monitor = useMonitor();
  const topic = kafka.topic();
  const overKafka = (name = topic) => ({ KAFKA_BROKERS: kafka.brokers.join(','), KAFKA_TOPIC: name });
  let last = '0';

  it(
    'goes on over Kafka where it was, counting nothing twice',
    async () => {
      let client = await monitor.start({});
      expect((await importDocument(client)).status).toBe(201);
      const before = await pay(client, 'B-1');
      expect(await netAt(client, before.body.position)).toBe('1.00');
      await monitor.stop();

      client = await monitor.start(overKafka());
      const after = await pay(client, 'B-2');
      expect(await netAt(client, after.body.position)).toBe('2.00');
      expect((await client.all<LedgerEntryView>('/disbursements')).map(({ voucherNo }) => voucherNo).sort()).toEqual(['B-1', 'B-2']);
      await eventually(async () => expect((await readiness(client)).body.status).toBe('ready'));
      last = after.body.position;
      await monitor.stop();
    },
    LIMIT_MS,
  );

  it(
    'refuses to go on without Kafka, and says what to do',
    async () => {
      const refused = monitor.spawn({});
      expect(await refused.ended).not.toBe(0);
      expect(refused.output).toMatch(/KAFKA_BROKERS：订阅“(read-model|alerting)”/);
      expect(refused.output).toContain('budget-monitor projections rebuild');
    },
    LIMIT_MS,
  );

  it(
    'is replayed into a new topic, once, and read on from there without counting anything twice',
    async () => {
      const fresh = `${topic}.again`;
      const replayed = await commandLine(['relay', '--from', '1', '--topic', fresh], monitor.env(overKafka()));
      expect([replayed.code, replayed.stderr]).toEqual([0, '']);
      expect(replayed.stdout).toMatch(new RegExp(`positions 1 to \\d+ replayed into ${fresh} in `));
      const [again, beyond] = await Promise.all([
        commandLine(['relay', '--from', '1', '--topic', fresh], monitor.env(overKafka())),
        commandLine(['relay', '--from', '99999', '--topic', `${fresh}.2`], monitor.env(overKafka())),
      ]);
      expect([again.code, again.stderr.trim().split('\n').at(-1)]).toEqual([2, expect.stringMatching(/^--topic：/)]);
      expect([beyond.code, beyond.stderr]).toEqual([2, expect.stringMatching(/^--from：/)]);

      const client = await monitor.start(overKafka(fresh));
      const { body } = await pay(client, 'B-3');
      expect(BigInt(body.position)).toBeGreaterThan(BigInt(last));
      expect(await netAt(client, body.position)).toBe('3.00');
      await monitor.stop();
    },
    LIMIT_MS,
  );

  it(
    'can be read without Kafka again after a rebuild',
    async () => {
      for (const name of ['read-model', 'alerting']) {
        expect((await commandLine(['projections', 'rebuild', name], monitor.env())).code).toBe(0);
      }
      const client = await monitor.start({});
      const { body } = await pay(client, 'B-4');
      expect(await netAt(client, body.position)).toBe('4.00');
      await monitor.stop();
    },
    LIMIT_MS,
  );
});
