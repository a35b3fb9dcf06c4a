import { describeWithOwnKafka, useOwnKafka } from '../kafka/use-kafka';
import { topicCopies } from '../kafka/topic-copies';
import { eventStoreEngine } from './harness/event-store-engine';
import { itEndsExactly, useFaultRun } from './harness/fault-run';
import { KafkaNetwork } from './harness/kafka-network';
import { useOwnPostgres } from './harness/own-postgres';
import { publishBackwards } from './harness/publish-backwards';
import { TcpProxy } from './harness/tcp-proxy';

const BROKERS = Number(process.env['FAULT_BROKERS'] ?? '1');
const LIMIT_MS = 300_000;
const CLUSTER = BROKERS >= 3 ? null : `${BROKERS} broker${BROKERS > 1 ? 's' : ''}; FAULT_BROKERS=3 starts a cluster`;

const itUnless = (missing: string | null) => (name: string, work: () => Promise<unknown>) =>
  missing === null ? it(name, work, LIMIT_MS) : it.skip(`${name} (skipped: ${missing})`, work);
const its = itUnless(null);

describeWithOwnKafka('payments that flow while everything behind them fails,', () => {
  const kafka = useOwnKafka(BROKERS);
  const postgres = useOwnPostgres();

  describe('with events in PostgreSQL, read over Kafka by two of each service,', () => {
    let databaseUrl = '';
    beforeAll(async () => {
      databaseUrl = (await postgres.makeDatabase('postgres_events'))(postgres.endpoint.port);
    });
    const settings = () => ({ KAFKA_BROKERS: kafka.broker.brokers.join(','), KAFKA_TOPIC: 'postgres.events', LOG_LEVEL: 'error' });
    const run = useFaultRun(() => ({ databaseUrl, settings }));

    its('go on through brokers that are killed and come back', async () => {
      await kafka.broker.kill();
      await run.becomes('degraded');
      await run.goesOn();
      await kafka.broker.up();
      await run.goesOn();
    });

    its('go on through kill -9 of a relay and of one of each service', () =>
      run.crash('relay', 'projection-service', 'alerting-service', 'command-service'),
    );

    its('go on while a third projection service joins and leaves', () => run.joinsAndLeaves('projection-service'));

    its('go on while every message comes a second time, and the last one first', async () => {
      await Promise.all([0, 1].map((turn) => run.caughtUp(turn)));
      expect(await publishBackwards(databaseUrl, kafka.broker.brokers, 'postgres.events')).toBeGreaterThan(100);
      await run.goesOn();
    });

    its('go on through a database that is stopped and started, events and all', () =>
      run.breaks({ cut: () => postgres.stop(), open: () => postgres.start() }),
    );

    itEndsExactly(run);
  });

  describe('with events in KurrentDB, read over Kafka by two of each service,', () => {
    const topic = 'kurrentdb.events';
    const engine = eventStoreEngine();
    let networks: { readonly eventStore: TcpProxy; readonly kafka: KafkaNetwork; readonly postgres: TcpProxy };
    let databaseUrl = '';
    beforeAll(async () => {
      await engine.start();
      networks = {
        eventStore: new TcpProxy(engine.endpoint),
        kafka: new KafkaNetwork(kafka.broker.brokers),
        postgres: new TcpProxy(postgres.endpoint),
      };
      await Promise.all(Object.values(networks).map((network) => network.open()));
      databaseUrl = (await postgres.makeDatabase('kurrentdb_events'))(networks.postgres.port);
    }, LIMIT_MS);
    const settings = () => ({
      EVENT_STORE_URL: engine.urlAt(networks.eventStore.port),
      KAFKA_BROKERS: networks.kafka.brokers.join(','),
      KAFKA_TOPIC: topic,
      LOG_LEVEL: 'error',
    });
    const run = useFaultRun(() => ({ databaseUrl, settings }));
    afterAll(async () => {
      await Promise.all(Object.values(networks).map((network) => network.cut()));
      await engine.end();
    }, LIMIT_MS);

    itUnless(CLUSTER)('go on, and into every figure, with one of the brokers killed: no message had fewer than two copies', async () => {
      expect(await topicCopies(kafka.broker.brokers, topic)).toEqual({ copies: [3], acknowledging: '2' });
      await kafka.broker.kill(1);
      await run.goesOn();
      await Promise.all([0, 1].map((turn) => run.caughtUp(turn)));
      await kafka.broker.up();
      await run.goesOn();
    });

    its('go on through brokers that are killed and come back', async () => {
      await kafka.broker.kill();
      await run.becomes('degraded');
      await run.goesOn();
      await kafka.broker.up();
      await run.goesOn();
    });

    its('go on through a network to the brokers that is cut, and one that passes nothing', () => run.networkFails(networks.kafka));

    itUnless(engine.untouchable)(`go on through ${engine.restart}`, () =>
      run.breaks({ cut: () => engine.kill(), open: () => engine.start() }),
    );

    itUnless(engine.untouchable)(`go on through ${engine.freeze}`, () =>
      run.hangs({ hang: () => engine.freezeNow(), goOn: () => engine.thaw() }),
    );

    its('go on through a network to the event store that is cut, and one that passes nothing', () => run.networkFails(networks.eventStore));

    its('go on through a database that is stopped and started', () =>
      run.breaks({ cut: () => postgres.stop(), open: () => postgres.start() }),
    );

    its('go on through a network to the database that is cut, and one that passes nothing', () => run.networkFails(networks.postgres));

    its('go on through kill -9 of a relay and of one of each service', () =>
      run.crash('relay', 'projection-service', 'alerting-service', 'command-service'),
    );

    its('go on while a third projection service joins and leaves', () => run.joinsAndLeaves('projection-service'));

    itEndsExactly(run);
  });
});
