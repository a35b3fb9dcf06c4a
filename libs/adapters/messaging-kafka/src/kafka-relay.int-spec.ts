import type { Acknowledged, Feed, FeedMessage, Subscription } from '@budget/ports';
import { describeWithKafka, useKafka } from '../../../../tests/kafka/use-kafka';
import type { KafkaFeed } from './feed/kafka-feed';
import { replayInto } from './relay/replay';
import { messageOf } from './relay/event-message';
import { administer, useFedLedger } from '../../../../tests/kafka/fed-ledger.fixture';
import { topicContents, type Seen } from '../../../../tests/kafka/topic-contents';

const PATIENCE_MS = 45_000;

describeWithKafka('the relay from the store to a topic', () => {
  const kafka = useKafka();
  const fed = useFedLedger();
  let topic: string;
  beforeEach(() => (topic = kafka.topic()));

  const feedTo = (name: string, brokers = kafka.brokers): KafkaFeed => fed.feed(brokers, name);
  const relay = (feed: Feed = feedTo(topic)): Promise<Subscription> => fed.relay(feed);
  const contents = (count: number, name = topic): Promise<readonly Seen[]> => topicContents(kafka.brokers, name, count);
  const byPartition = (messages: readonly Seen[]): Seen[][] =>
    [0, 1, 2, 3, 4, 5].map((partition) => messages.filter((message) => message.partition === partition));

  it('publishes every event of every project stream as the contract says, and nothing else', async () => {
    await fed.payments.record(100);
    const last = await fed.payments.alert('P3');
    const subscription = await relay();
    expect(await subscription.reached(last, PATIENCE_MS)).toBe(true);
    const seen = await contents(101);
    const published = (await fed.stored()).filter(({ stream }) => !stream.startsWith('targetDocument-'));
    expect(seen).toHaveLength(published.length);
    for (const event of published) {
      const message = messageOf(event);
      expect(seen.find(({ headers }) => headers['ce_id'] === event.id)).toMatchObject({
        key: message?.key,
        headers: message?.headers,
        value: message?.value,
      });
    }
  });

  it('keeps all streams of a project in one partition and in the order of the store', async () => {
    await fed.payments.record(300);
    for (const code of ['P0', 'P1', 'P2']) await fed.payments.alert(code);
    const last = await fed.payments.record(300);
    expect(await (await relay()).reached(last, PATIENCE_MS)).toBe(true);
    const partitions = byPartition(await contents(603));
    const places = new Map<string, Set<number>>();
    for (const [partition, messages] of partitions.entries()) {
      const positions = messages.map(({ headers }) => Number(headers['ce_position']));
      expect(positions).toEqual([...positions].sort((one, other) => one - other));
      for (const { value } of messages) {
        const { projectCode } = JSON.parse(value) as { projectCode: string };
        places.set(projectCode, (places.get(projectCode) ?? new Set()).add(partition));
      }
    }
    expect([...places.values()].every(({ size }) => size === 1)).toBe(true);
    expect(places.size).toBe(12);
  });

  it('makes the topic kept for ever, with six partitions', async () => {
    expect(await (await relay()).reached(await fed.payments.record(1), PATIENCE_MS)).toBe(true);
    const [{ topics }, { resources }] = await administer(kafka.brokers, (admin) =>
      Promise.all([
        admin.fetchTopicMetadata({ topics: [topic] }),
        admin.describeConfigs({ includeSynonyms: false, resources: [{ type: 2, name: topic }] }),
      ]),
    );
    const configured = Object.fromEntries(
      resources[0]?.configEntries.map(({ configName, configValue }) => [configName, configValue]) ?? [],
    );
    expect(topics[0]?.partitions).toHaveLength(6);
    expect(configured).toMatchObject({ 'cleanup.policy': 'delete', 'retention.ms': '-1', 'retention.bytes': '-1' });
  });

  it('sends a batch again after a crash between the acknowledgements and the checkpoint, in the same order', async () => {
    const real = feedTo(topic);
    let crash = true;
    const crashing: Feed = {
      topic,
      publish: async (messages: readonly FeedMessage[], expect): Promise<Acknowledged> => {
        const acknowledged = await real.publish(messages, expect);
        if (crash) {
          crash = false;
          throw Object.assign(new Error('the process died here'), { code: 'ECONNRESET' });
        }
        return acknowledged;
      },
      consume: (group, reader) => real.consume(group, reader),
      close: () => real.close(),
    };
    const last = await fed.payments.record(200);
    expect(await (await relay(crashing)).reached(last, PATIENCE_MS)).toBe(true);
    const seen = await contents(400);
    expect(seen).toHaveLength(400);
    for (const messages of byPartition(seen)) {
      const ids = messages.map(({ headers }) => headers['ce_id']);
      expect(ids.slice(0, ids.length / 2)).toEqual(ids.slice(ids.length / 2));
    }
    const { rows } = await fed.pool.query<{ partition: number; last: string }>(
      'SELECT partition, last_offset::text AS last FROM read_store.relay_offset WHERE topic = $1 ORDER BY partition',
      [topic],
    );
    const ends = byPartition(seen).flatMap((messages, partition) =>
      messages.length ? [{ partition, last: messages.at(-1)?.offset }] : [],
    );
    expect(rows).toEqual(ends);
  });

  it('survives a broker that is away from the start: retrying, never stopped', async () => {
    await fed.payments.record(5);
    const subscription = await relay(feedTo(topic, ['127.0.0.1:1']));
    await fed.log.said('tries again');
    const { state, lastError, lagEvents } = await subscription.health();
    expect(lastError?.message).toContain('Kafka topic');
    expect([state === 'stopped', lagEvents]).toEqual([false, 5n]);
  });

  it('stops when the topic was deleted and made again, instead of going on without what was in it', async () => {
    const subscription = await relay();
    expect(await subscription.reached(await fed.payments.record(60), PATIENCE_MS)).toBe(true);
    await subscription.close();
    await administer(kafka.brokers, (admin) => admin.deleteTopics({ topics: [topic] }));
    await fed.payments.record(12);
    const again = await relay();
    await fed.log.said('STOPPED');
    expect((await again.health()).lastError?.message).toContain('was deleted and made again');
    expect((await again.health()).checkpoint).toBe(60n);
  });

  it('refuses to publish into a topic that was given more partitions', async () => {
    const subscription = await relay();
    expect(await subscription.reached(await fed.payments.record(12), PATIENCE_MS)).toBe(true);
    await subscription.close();
    await administer(kafka.brokers, (admin) => admin.createPartitions({ topicPartitions: [{ topic, count: 8 }] }));
    await fed.payments.record(12);
    const again = await relay();
    await fed.log.said('STOPPED');
    expect((await again.health()).lastError?.message).toContain('has 8 partitions and had 6');
    expect(await contents(12)).toHaveLength(12);
  });

  it('carries texts of a megabyte, many of them in one batch', async () => {
    const data = (index: number) => ({ projectCode: 'P1', fiscalYear: 2025, purpose: `${index}${'预'.repeat(300_000)}` });
    const events = [1, 2, 3, 4].map((index) => ({
      id: `3f2a6c1e-0000-4000-8000-00000000000${index}`,
      type: 'ProjectTargetsRevised',
      schemaVersion: 1,
      data: data(index),
    }));
    const metadata = { commandId: 'c', correlationId: 'r', causationId: 'k', actor: 'zhang' };
    await fed.store.append({ stream: 'projectBudget-P1-2025', expected: 'any', events }, { metadata });
    expect(await (await relay()).reached(4n, PATIENCE_MS)).toBe(true);
    expect((await contents(4)).map(({ headers }) => headers['ce_sequence'])).toEqual(['0', '1', '2', '3']);
  });

  it('replays the store from a position into a new topic, and into no other', async () => {
    await fed.payments.record(50);
    await fed.payments.alert('P1');
    const feed = feedTo(topic);
    const told: bigint[] = [];
    const done = await replayInto({ feed, store: fed.store, pool: fed.pool }, 11n, ({ position }) => told.push(position));
    expect(done).toEqual({ position: 52n, head: 52n, published: 41 });
    expect(told.at(-1)).toBe(52n);
    const seen = await contents(41);
    expect(seen.map(({ headers }) => Number(headers['ce_position'])).sort((one, other) => one - other)[0]).toBe(11);
    const parts = { store: fed.store, pool: fed.pool };
    await expect(replayInto({ ...parts, feed }, 1n)).rejects.toThrow('already holds messages');
    await expect(replayInto({ ...parts, feed: feedTo(kafka.topic()) }, 0n)).rejects.toThrow(RangeError);
  });

  it('keeps what a replay has put into a topic, as if it had published it itself', async () => {
    await fed.payments.record(50);
    await replayInto({ feed: feedTo(topic), store: fed.store, pool: fed.pool }, 1n);
    const { rows } = await fed.pool.query<{ messages: string }>(
      'SELECT sum(last_offset + 1)::text AS messages FROM read_store.relay_offset WHERE topic = $1',
      [topic],
    );
    const { rows: relayed } = await fed.pool.query<{ position: string }>('SELECT position FROM read_store.relay_topic WHERE topic = $1', [
      topic,
    ]);
    expect([rows[0]?.messages, relayed[0]?.position]).toEqual(['50', '50']);
  });

  it('fills another topic first with what it lacks: all of it, or what came after a replay', async () => {
    const before = await relay();
    expect(await before.reached(await fed.payments.record(30), PATIENCE_MS)).toBe(true);
    await before.close();
    const [fresh, replayed] = [kafka.topic(), kafka.topic()];
    await replayInto({ feed: feedTo(replayed), store: fed.store, pool: fed.pool }, 1n);

    const first = await relay(feedTo(fresh));
    expect(await first.reached(await fed.payments.record(5), PATIENCE_MS)).toBe(true);
    await first.close();
    const second = await relay(feedTo(replayed));
    expect(await second.reached(await fed.payments.record(5), PATIENCE_MS)).toBe(true);
    expect(await contents(35, fresh)).toHaveLength(35);
    const positions = (await contents(40, replayed)).map(({ headers }) => Number(headers['ce_position']));
    expect(positions.sort((one, other) => one - other)).toEqual(Array.from({ length: 40 }, (_, index) => index + 1));
  });
});
