import type { Admin, Kafka } from 'kafkajs';
import type { KafkaSettings } from './kafka-settings';

const DEFAULT_PARTITIONS = 6;
const MOST_COPIES = 3;
const KEPT_FOR_EVER = [
  { name: 'cleanup.policy', value: 'delete' },
  { name: 'retention.ms', value: '-1' },
  { name: 'retention.bytes', value: '-1' },
  { name: 'max.message.bytes', value: String(8 * 1024 * 1024) },
];
// With fewer copies one broker down would stop the relay.
const ACKNOWLEDGED_BY_TWO = { name: 'min.insync.replicas', value: '2' };

export async function asAdmin<Value>(kafka: Kafka, work: (admin: Admin) => Promise<Value>): Promise<Value> {
  const admin = kafka.admin();
  try {
    await admin.connect();
    return await work(admin);
  } finally {
    await admin.disconnect().catch(() => undefined);
  }
}

/** Makes the topic when it is missing, with as many copies as the cluster has brokers (at most 3). Answers its number of partitions. */
export const ensureTopic = (kafka: Kafka, { topic, partitions = DEFAULT_PARTITIONS, log }: KafkaSettings): Promise<number> =>
  asAdmin(kafka, async (admin) => {
    if (!(await admin.listTopics()).includes(topic)) {
      const { brokers } = await admin.describeCluster();
      const replicationFactor = Math.max(1, Math.min(MOST_COPIES, brokers.length));
      const configEntries = replicationFactor < MOST_COPIES ? KEPT_FOR_EVER : [...KEPT_FOR_EVER, ACKNOWLEDGED_BY_TWO];
      const made = await admin.createTopics({ topics: [{ topic, numPartitions: partitions, replicationFactor, configEntries }] });
      if (made) log({ level: 'info', message: `Kafka topic ${topic} was made: ${partitions} partitions, ${replicationFactor} copies` });
    }
    const { topics } = await admin.fetchTopicMetadata({ topics: [topic] });
    return topics[0]?.partitions.length ?? partitions;
  });
