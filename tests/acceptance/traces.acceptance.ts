import { useTestDatabase } from '@budget/adapters/embedded-postgres';
import type { AlertRowView } from '@budget/contracts';
import { describeWithKafka, useKafka } from '../kafka/use-kafka';
import type { Client } from './harness/client';
import { DataFolder } from './harness/data-folder';
import { eventually } from './harness/eventually';
import { MonitorProcess } from './harness/monitor-process';
import { registerProject } from './harness/registered-project';
import { Services } from './harness/services';
import { useTraceCollector, type TraceCollector } from './harness/trace-collector';

const CLOCK = '2025-07-01T09:00:00+08:00';
const LIMIT_MS = 240_000;
const PLAN = { '2025-06-30': '50.00', '2025-12-31': '100.00' };
const CODE = 'TRACED';
const PAYMENTS = '/api/v1/projects/:code/disbursements';

type Where = { readonly commands: Client; readonly reads: Client };

const alertsOf = (reads: Client) => reads.all<AlertRowView>(`/alerts?projectCode=${CODE}`);
const traceparent = (traceId: string): string => `00-${traceId}-b7ad6b7169203331-01`;

/** 40000.00 with 20000.00 due: missed at registration, met by a payment, missed again by a refund. */
async function payAndRefund({ commands, reads }: Where, traces: { readonly payment: string; readonly refund: string }): Promise<void> {
  await registerProject(commands, { projectCode: CODE, budget: '40000.00', plan: PLAN });
  const seen = (statuses: readonly string[]) =>
    eventually(async () => expect((await alertsOf(reads)).map(({ status }) => status).sort()).toEqual(statuses));
  await seen(['open']);
  const payment = { voucherNo: 'V-1', amount: '20000.00', paidOn: '2025-07-01', fundSource: 'fiscal' };
  const paid = await commands.post(`/projects/${CODE}/disbursements`, payment, {
    traceparent: traceparent(traces.payment),
    'x-correlation-id': 'the-payment',
  });
  expect([paid.status, paid.headers.get('x-correlation-id')]).toEqual([201, 'the-payment']);
  await seen(['resolved']);
  const refund = { refundVoucherNo: 'R-1', amount: '9000.00', receivedOn: '2025-07-01', reason: '退回' };
  const refunded = await commands.post(`/projects/${CODE}/disbursements/V-1/refunds`, refund, {
    traceparent: traceparent(traces.refund),
    'x-request-id': 'the-refund',
  });
  expect([refunded.status, refunded.headers.get('x-correlation-id')]).toEqual([201, 'the-refund']);
  await seen(['open', 'resolved']);
}

type Names = { readonly commands: string; readonly reads: string; readonly alerting: string; readonly relay: string | null };

/** From the projection of the alert back to the request, in one trace. Over Kafka each fact goes through the relay. */
async function expectOneTrace(collector: TraceCollector, names: Names, traceId: string, [first, command, fact, alert]: readonly string[]) {
  const { commands, reads, alerting, relay } = names;
  const hop = (type: string): string[] => (relay === null ? [] : [`${relay}: kafka-relay ${type}`]);
  const root = [`${commands}: append ${fact}`, `${commands}: ${command}`, `${commands}: POST ${first}`];
  const toFact = [...hop(fact ?? ''), ...root];
  const toAlert = [...hop(alert ?? ''), `${alerting}: append ${alert}`, `${alerting}: alerting ${fact}`, ...toFact];
  await eventually(async () => {
    const spans = collector.spans.filter((span) => span.traceId === traceId);
    const paths = new Set(spans.map((span) => collector.pathOf(span).join(' < ')));
    for (const path of [
      [`${reads}: read-model ${fact}`, ...toFact],
      [`${reads}: read-model ${alert}`, ...toAlert],
    ]) {
      expect([...paths]).toContain(path.join(' < '));
    }
    const request = spans.find(({ name }) => name === `POST ${first}`);
    expect(request?.parentSpanId).toBe('b7ad6b7169203331');
    expect(new Set(spans.map(({ spanId }) => spanId)).size).toBe(spans.length);
  });
}

async function expectTraces(collector: TraceCollector, names: Names, traces: { readonly payment: string; readonly refund: string }) {
  await expectOneTrace(collector, names, traces.payment, [PAYMENTS, 'RecordDisbursement', 'DisbursementRecorded', 'AlertResolved']);
  const refunds = `${PAYMENTS}/:voucherNo/refunds`;
  await expectOneTrace(collector, names, traces.refund, [refunds, 'RefundDisbursement', 'DisbursementRefunded', 'AlertRaised']);
  expect(collector.spans.map(({ name }) => name).filter((name) => /health|metrics|stream/.test(name))).toEqual([]);
}

type Line = Readonly<Record<string, unknown>>;
const linesOf = (output: string): Line[] => output.split('\n').flatMap((line) => (line.startsWith('{') ? [JSON.parse(line) as Line] : []));

describe('one trace from a payment to its alert, in one process on the embedded database', () => {
  const collector = useTraceCollector();
  const folder = new DataFolder();
  const traces = { payment: '1af7651916cd43dd8448eb211c803101', refund: '1af7651916cd43dd8448eb211c803102' };
  afterAll(() => folder.remove());

  it(
    'is what the collector gets, the last of it at shutdown',
    async () => {
      const env = {
        OTEL_EXPORTER_OTLP_ENDPOINT: collector.endpoint,
        OTEL_BSP_SCHEDULE_DELAY: '3600000',
        LOG_LEVEL: 'info',
        LOG_FORMAT: 'json',
      };
      const monitor = await MonitorProcess.start({ dataDir: folder.path, clock: CLOCK, env });
      const client = await monitor.login();
      await payAndRefund({ commands: client, reads: client }, traces);
      expect(await monitor.stop()).toBe(0);
      const one = 'budget-monitor';
      await expectTraces(collector, { commands: one, reads: one, alerting: one, relay: null }, traces);
      const [payment] = linesOf(monitor.output).filter(({ correlationId }) => correlationId === 'the-payment');
      expect(payment).toMatchObject({ msg: 'request', traceId: traces.payment, path: `/api/v1/projects/${CODE}/disbursements` });
    },
    LIMIT_MS,
  );
});

/** Three services, each in a process of its own, and their log lines. */
function describeServices(title: string, relays: number, kafka: () => Readonly<Record<string, string>>): void {
  describe(title, () => {
    const collector = useTraceCollector();
    const database = useTestDatabase();
    const services = new Services(() => ({
      databaseUrl: database.connectionString,
      copies: 1,
      relays: 0,
      settings: () => ({
        OTEL_EXPORTER_OTLP_ENDPOINT: collector.endpoint,
        OTEL_BSP_SCHEDULE_DELAY: '200',
        LOG_LEVEL: 'debug',
        LOG_FORMAT: 'json',
        ...kafka(),
      }),
    }));
    const traces = { payment: `${relays + 2}af7651916cd43dd8448eb211c803103`, refund: `${relays + 2}af7651916cd43dd8448eb211c803104` };
    beforeAll(() => services.start(CLOCK), LIMIT_MS);
    afterAll(() => services.stop(), LIMIT_MS);

    it(
      'is what the collector gets from all of them',
      async () => {
        await payAndRefund({ commands: services.at('command-service'), reads: services.at('projection-service') }, traces);
        const relay = relays > 0 ? 'command-service' : null;
        const names = { commands: 'command-service', reads: 'projection-service', alerting: 'alerting-service', relay };
        await expectTraces(collector, names, traces);
      },
      LIMIT_MS,
    );

    it('stands in the log of every process, with the correlation id that the caller gave', () => {
      const told = (kind: 'command-service' | 'projection-service' | 'alerting-service') =>
        linesOf(services.of(kind)[0]?.output ?? '')
          .filter(({ correlationId }) => correlationId === 'the-refund')
          .filter(({ subscription }) => subscription !== 'kafka-relay' && !String(subscription).startsWith('command'))
          .map(({ msg, event = '', traceId }) => `${String(msg)} ${String(event)} ${String(traceId)}`);
      expect(told('command-service')).toEqual([`append DisbursementRefunded ${traces.refund}`, `request  ${traces.refund}`]);
      expect(told('alerting-service').sort()).toEqual([
        `append AlertRaised ${traces.refund}`,
        `handled AlertRaised ${traces.refund}`,
        `handled DisbursementRefunded ${traces.refund}`,
      ]);
      expect(told('projection-service').sort()).toEqual([
        `handled AlertRaised ${traces.refund}`,
        `handled DisbursementRefunded ${traces.refund}`,
      ]);
    });
  });
}

describeServices('one trace from a payment to its alert, over three processes on PostgreSQL', 0, () => ({}));

describeWithKafka('one trace from a payment to its alert, over Kafka:', () => {
  const kafka = useKafka();
  const topic = kafka.topic();
  describeServices('three processes', 1, () => ({ KAFKA_BROKERS: kafka.brokers.join(','), KAFKA_TOPIC: topic }));
});

describe('a collector that is away', () => {
  const database = useTestDatabase();

  it(
    'costs no request and no orderly end; it is told in the log, without its address',
    async () => {
      const env = {
        DATABASE_URL: database.connectionString,
        OTEL_EXPORTER_OTLP_ENDPOINT: 'http://user:topsecret@127.0.0.1:1',
        OTEL_BSP_SCHEDULE_DELAY: '100',
      };
      const monitor = await MonitorProcess.start({ dataDir: '/tmp', clock: CLOCK, env });
      const client = await monitor.login();
      await registerProject(client, { projectCode: CODE, budget: '40000.00', plan: PLAN });
      await eventually(async () => expect(monitor.output).toContain('traces could not be sent'));
      expect((await client.get('/summary')).status).toBe(200);
      expect(await monitor.stop()).toBe(0);
      expect(monitor.output).not.toContain('topsecret');
    },
    LIMIT_MS,
  );
});
