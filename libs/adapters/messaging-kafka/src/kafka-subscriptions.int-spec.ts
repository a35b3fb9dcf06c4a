import type { RecordedEvent, Subscriber, Subscription } from '@budget/ports';
import { describeWithKafka, useKafka } from '../../../../tests/kafka/use-kafka';
import type { KafkaFeed } from './feed/kafka-feed';
import { KafkaSubscriptions } from './subscriptions/kafka-subscriptions';
import { administer, useFedLedger } from '../../../../tests/kafka/fed-ledger.fixture';
import { ledgerSubscriber } from '../../../../tests/kafka/ledger.fixture';
import { streamOf } from '../../../../tests/kafka/payments.fixture';

const PATIENCE_MS = 50_000;

describeWithKafka('a subscription that reads the topic', () => {
  const kafka = useKafka();
  const fed = useFedLedger();
  let feed: KafkaFeed;
  beforeEach(() => (feed = fed.feed(kafka.brokers, kafka.topic())));

  const relay = (): Promise<Subscription> => fed.relay(feed);
  const member = async (more: Partial<Subscriber> = {}): Promise<Subscription> => {
    const subscriptions = new KafkaSubscriptions({ ...fed.parts, feed: fed.feed(kafka.brokers, feed.topic) });
    return fed.opened(await subscriptions.start(ledgerSubscriber(feed.topic, more)));
  };

  it('handles what is there and what comes, in order and once, and says how far it is', async () => {
    await fed.payments.record(200);
    await relay();
    const reader = await member();
    expect(await reader.reached(await fed.payments.record(100), PATIENCE_MS)).toBe(true);
    expect(await fed.ledger()).toEqual(fed.exact(300));
    expect(await reader.health()).toMatchObject({
      ...{ name: feed.topic, state: 'running', checkpoint: 300n, head: 300n, lagEvents: 0n, lagSeconds: 0 },
    });
    expect(await reader.reached(301n, 50)).toBe(false);
  });

  it('goes on after a restart where it left off, without reading what it has', async () => {
    await relay();
    const before = await member();
    expect(await before.reached(await fed.payments.record(60), PATIENCE_MS)).toBe(true);
    await before.close();
    const last = await fed.payments.record(60);
    const handled: RecordedEvent[] = [];
    const after = await member({ committed: (events) => handled.push(...events) });
    expect(await after.reached(last, PATIENCE_MS)).toBe(true);
    expect(handled).toHaveLength(60);
    expect(await fed.ledger()).toEqual(fed.exact(120));
  });

  it('counts nothing twice when offsets at the broker were moved back or forward by hand', async () => {
    await relay();
    const before = await member();
    expect(await before.reached(await fed.payments.record(120), PATIENCE_MS)).toBe(true);
    await before.close();
    const last = await fed.payments.record(120);
    await administer(kafka.brokers, async (admin) => {
      const ends = await admin.fetchTopicOffsets(feed.topic);
      const moved = ends.map(({ partition, high }, index) => ({ partition, offset: index % 2 ? '0' : high }));
      await admin.setOffsets({ groupId: feed.topic, topic: feed.topic, partitions: moved });
    });
    await fed.payments.record(36);
    const after = await member();
    expect(await after.reached(last + 36n, PATIENCE_MS)).toBe(true);
    expect(await fed.ledger()).toEqual(fed.exact(276));
  });

  it('drops duplicates and late repeats that were put into the topic', async () => {
    await fed.payments.record(48);
    await relay();
    const reader = await member();
    expect(await reader.reached(48n, PATIENCE_MS)).toBe(true);
    const events = await fed.stored();
    await feed.publish(await fed.messages(events));
    await feed.publish(await fed.messages([...events].reverse()));
    expect(await reader.reached(await fed.payments.record(12), PATIENCE_MS)).toBe(true);
    expect(await fed.ledger()).toEqual(fed.exact(60));
    expect((await reader.health()).state).toBe('running');
  });

  it('stops at a gap, keeps everything before it and says which event is missing', async () => {
    await fed.payments.record(3, 1);
    const [first, , third] = await fed.stored();
    await feed.publish(await fed.messages([first, third].flatMap((event) => event ?? [])));
    const reader = await member();
    await fed.log.said('STOPPED');
    expect((await fed.ledger()).entries).toBe(1);
    const health = await reader.health();
    expect(health).toMatchObject({ state: 'stopped', lastError: { position: 3n } });
    expect(health.lastError?.message).toContain(`version 2 of ${streamOf('P0')}, but version 1 has not been seen`);
  });

  it('stops at a message that cannot be read', async () => {
    await fed.payments.record(2, 1);
    const [good, bad] = await fed.messages();
    if (!good || !bad) throw new Error('nothing to publish');
    await feed.publish([good, { ...bad, value: bad.value.replace('ZF', 'XX') }]);
    const reader = await member();
    await fed.log.said('STOPPED');
    expect((await fed.ledger()).entries).toBe(1);
    expect((await reader.health()).lastError?.message).toContain('Offset 1 in partition');
  });

  it('stops at an event its subscriber cannot handle', async () => {
    await fed.payments.record(5, 1);
    await relay();
    const plain = ledgerSubscriber('');
    const reader = await member({
      handle: async (events, transaction) => {
        await plain.handle(events, transaction);
        if (events.some(({ position }) => position === 4n)) throw new Error('no rule for this');
      },
    });
    await fed.log.said('STOPPED');
    expect((await fed.ledger()).entries).toBe(3);
    expect((await reader.health()).lastError).toMatchObject({ position: 4n });
    expect(await reader.reached(5n, 100)).toBe(false);
  });

  it('tries again what passes', async () => {
    await fed.payments.record(40);
    await relay();
    const plain = ledgerSubscriber('');
    let failures = 0;
    const reader = await member({
      handle: async (events, transaction) => {
        await plain.handle(events, transaction);
        if (failures++ < 3) throw Object.assign(new Error('deadlock detected'), { code: '40P01' });
      },
    });
    expect(await reader.reached(40n, PATIENCE_MS)).toBe(true);
    expect(await fed.ledger()).toEqual(fed.exact(40));
  });

  it('shares the partitions with a second member, and takes them back, while payments flow: nothing lost, nothing doubled', async () => {
    await relay();
    const handled = [0, 0, 0];
    const joining = (index: number): Promise<Subscription> =>
      member({ batchSize: 5, committed: (events) => (handled[index] = (handled[index] ?? 0) + events.length) });
    /** Payments flow until this member has its share of them. */
    const untilItTakesPart = async (reader: Subscription, index: number): Promise<void> => {
      while (handled[index] === 0) expect(await reader.reached(await fed.payments.record(60, 60), PATIENCE_MS)).toBe(true);
    };
    const first = await joining(0);
    await untilItTakesPart(first, 0);
    await fed.payments.record(1_000, 60);
    const second = await joining(1);
    await untilItTakesPart(second, 1);
    await fed.payments.record(600, 60);
    const leaving = first.close();
    const third = await joining(2);
    await leaving;
    await untilItTakesPart(third, 2);
    const last = await fed.payments.record(400, 60);
    expect(await third.reached(last, PATIENCE_MS)).toBe(true);
    expect(await second.reached(last, PATIENCE_MS)).toBe(true);
    expect(await fed.ledger()).toEqual(fed.exact());
    expect(handled.reduce((sum, count) => sum + count)).toBe(fed.payments.count);
  });

  it('stops when the topic no longer holds what it has not handled', async () => {
    await relay();
    const before = await member();
    expect(await before.reached(await fed.payments.record(60), PATIENCE_MS)).toBe(true);
    await before.close();
    await fed.payments.record(60);
    await fed.pool.query(`UPDATE read_store.consumer_offset SET next_offset = 1000`);
    const after = await member();
    await fed.log.said('STOPPED');
    expect((await after.health()).lastError?.message).toContain('deleted and made again');
    expect((await fed.ledger()).entries).toBe(60);
  });
});
