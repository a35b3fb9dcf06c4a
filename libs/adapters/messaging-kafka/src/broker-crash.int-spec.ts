import { jest } from '@jest/globals';
import { describeWithOwnKafka, useOwnKafka } from '../../../../tests/kafka/use-kafka';
import { KafkaSubscriptions } from './subscriptions/kafka-subscriptions';
import { useFedLedger } from '../../../../tests/kafka/fed-ledger.fixture';
import { ledgerSubscriber } from '../../../../tests/kafka/ledger.fixture';

// A broker needs a quarter of a minute after a crash, more on a machine that is busy.
jest.setTimeout(240_000);
const PATIENCE_MS = 120_000;
const TOPIC = 'crash.events';

describeWithOwnKafka('a broker that is killed and started again while payments flow', () => {
  const kafka = useOwnKafka();
  const fed = useFedLedger();

  it('loses nothing, doubles nothing and keeps the order; the relay and its readers go on by themselves', async () => {
    const feed = fed.feed(kafka.broker.brokers, TOPIC);
    const relay = await fed.relay(feed);
    const reader = fed.opened(await new KafkaSubscriptions({ ...fed.parts, feed }).start(ledgerSubscriber('ledger')));
    expect(await reader.reached(await fed.payments.record(100), PATIENCE_MS)).toBe(true);

    await fed.payments.record(200);
    await kafka.broker.kill();
    await fed.payments.record(200);
    await fed.log.said('"kafka-relay" tries again');
    expect((await relay.health()).lastError?.message).toContain('Kafka topic crash.events');

    await kafka.broker.up();
    const last = await fed.payments.record(100);
    expect(await reader.reached(last, PATIENCE_MS)).toBe(true);
    expect(await fed.ledger()).toEqual(fed.exact(600));
    expect([(await relay.health()).state, (await reader.health()).state]).toEqual(['running', 'running']);
  });
});
