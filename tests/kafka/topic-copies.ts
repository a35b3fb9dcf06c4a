import { Kafka, logLevel } from 'kafkajs';

/** How many copies of each partition a topic has, and how many of them must acknowledge. */
export async function topicCopies(
  brokers: readonly string[],
  topic: string,
): Promise<{ copies: readonly number[]; acknowledging: string }> {
  const admin = new Kafka({ brokers: [...brokers], logLevel: logLevel.NOTHING }).admin();
  await admin.connect();
  try {
    const { topics } = await admin.fetchTopicMetadata({ topics: [topic] });
    const { resources } = await admin.describeConfigs({ includeSynonyms: false, resources: [{ type: 2, name: topic }] });
    const acknowledging = resources[0]?.configEntries.find(({ configName }) => configName === 'min.insync.replicas');
    return {
      copies: [...new Set(topics[0]?.partitions.map(({ replicas }) => replicas.length))],
      acknowledging: acknowledging?.configValue ?? '',
    };
  } finally {
    await admin.disconnect();
  }
}
