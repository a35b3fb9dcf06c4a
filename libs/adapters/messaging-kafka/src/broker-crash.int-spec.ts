import { useTestDatabase } from '@budget/adapters/embedded-postgres';
import { MemoryEventStore } from '@budget/adapters/event-store-memory';
import { PostgresSubscriptions } from '@budget/adapters/read-store-postgres';
import { HandClock } from '@budget/testing';
import { jest } from '@jest/globals';
import { describeWithOwnKafka, useOwnKafka } from '../../../../tests/kafka/use-kafka';
import { KafkaFeed } from './feed/kafka-feed';
import { kafkaRelay } from './relay/kafka-relay';
import { KafkaSubscriptions } from './subscriptions/kafka-subscriptions';
import { ledgerSubscriber, makeLedger, readLedger } from './testing/ledger.fixture';
import { LogLines } from './testing/log-lines';
import { Payments } from './testing/payments.fixture';

// A broker needs a quarter of a minute after a crash, more on a machine that is busy.
jest.setTimeout(240_000);
const PATIENCE_MS = 120_000;
const TOPIC = 'crash.events';

describeWithOwnKafka('a broker that is killed and started again while payments flow', () => {
  const kafka = useOwnKafka();
  const database = useTestDatabase();
  const clock = new HandClock();

  it('loses nothing, doubles nothing and keeps the order; the relay and its readers go on by themselves', async () => {
    const store = new MemoryEventStore(clock);
    const payments = new Payments(store);
    const log = new LogLines();
    await makeLedger(database.pool);
    const feed = new KafkaFeed({ brokers: kafka.broker.brokers, topic: TOPIC, log: log.log });
    const options = { store, pool: database.pool, clock, log: log.log };
    const relay = await new PostgresSubscriptions(options).start(await kafkaRelay(feed, database.pool));
    const reader = await new KafkaSubscriptions({ ...options, feed }).start(ledgerSubscriber('ledger'));
    expect(await reader.reached(await payments.record(100), PATIENCE_MS)).toBe(true);

    await payments.record(200);
    await kafka.broker.kill();
    await payments.record(200);
    await log.said('"kafka-relay" tries again');
    expect((await relay.health()).lastError?.message).toContain('Kafka topic crash.events');

    await kafka.broker.up();
    const last = await payments.record(100);
    expect(await reader.reached(last, PATIENCE_MS)).toBe(true);
    expect(await readLedger(database.pool)).toEqual({ sums: payments.sums, entries: 600, doubled: 0, disordered: 0 });
    expect([(await relay.health()).state, (await reader.health()).state]).toEqual(['running', 'running']);

    await reader.close();
    await relay.close();
    await feed.close();
  });
});
