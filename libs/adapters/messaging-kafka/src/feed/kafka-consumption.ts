import type { FeedConsumption, FeedReader } from '@budget/ports';
import type { Consumer, EachBatchPayload, Kafka } from 'kafkajs';
import { inOurWords } from './broker-trouble';
import { BatchPump } from './batch-pump';
import { PATIENCE } from './kafka-settings';

const SESSION_MS = 10_000;
const REBALANCE_MS = 60_000;
const HEARTBEAT_MS = 3_000;
const COMMIT_MS = 5_000;
const CLOSE_LIMIT_MS = 15_000;

/** One member of a consumer group. The reader's own offsets decide where it reads; those kept by the broker are for its tools alone. */
export class KafkaConsumption implements FeedConsumption {
  private closing = false;

  private constructor(
    private readonly consumer: Consumer,
    private readonly pump: BatchPump,
  ) {}

  static async start(kafka: Kafka, topic: string, group: string, reader: FeedReader): Promise<KafkaConsumption> {
    const consumer = kafka.consumer({
      groupId: group,
      sessionTimeout: SESSION_MS,
      rebalanceTimeout: REBALANCE_MS,
      heartbeatInterval: HEARTBEAT_MS,
      maxWaitTimeInMs: 250,
      allowAutoTopicCreation: false,
      // Its own restart goes on after a disconnect and leaves a second member in the group: whoever opened this one opens the next.
      retry: { ...PATIENCE, restartOnFailure: () => Promise.resolve(false) },
    });
    const consumption = new KafkaConsumption(consumer, new BatchPump(kafka, consumer, topic, reader));
    consumer.on(consumer.events.GROUP_JOIN, ({ payload }) => reader.joined(payload.memberAssignment[topic] ?? []));
    for (const answer of [consumer.events.FETCH, consumer.events.HEARTBEAT]) consumer.on(answer, () => reader.heard());
    consumer.on(consumer.events.CRASH, ({ payload: { error } }) => consumption.crashed(reader, group, error));
    try {
      await consumer.connect();
      await consumer.subscribe({ topic, fromBeginning: true });
      await consumer.run({
        autoCommit: true,
        autoCommitInterval: COMMIT_MS,
        eachBatchAutoResolve: false,
        eachBatch: (payload: EachBatchPayload) => consumption.pump.take(payload),
      });
    } catch (error) {
      await consumption.close();
      throw error;
    }
    return consumption;
  }

  async close(): Promise<void> {
    this.closing = true;
    this.pump.stop();
    let timer: NodeJS.Timeout | undefined;
    const limit = new Promise<void>((resolve) => (timer = setTimeout(resolve, CLOSE_LIMIT_MS)));
    await Promise.race([this.consumer.disconnect().catch(() => undefined), limit]);
    clearTimeout(timer);
  }

  private crashed(reader: FeedReader, group: string, error: Error): void {
    if (!this.closing) reader.ended(inOurWords(`Kafka group ${group}`, error));
  }
}
