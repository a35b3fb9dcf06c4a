import { Kafka, logLevel } from 'kafkajs';
import { randomUUID } from 'node:crypto';

export type Seen = {
  readonly partition: number;
  readonly offset: string;
  readonly key: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly value: string;
};

/** Reads a topic from its beginning with a plain client, until it has `count` messages and every partition is at its end. */
export async function topicContents(brokers: readonly string[], topic: string, count: number): Promise<readonly Seen[]> {
  const kafka = new Kafka({ brokers: [...brokers], logLevel: logLevel.NOTHING });
  const admin = kafka.admin();
  const consumer = kafka.consumer({ groupId: randomUUID(), maxWaitTimeInMs: 100 });
  const seen: Seen[] = [];
  await Promise.all([admin.connect(), consumer.connect()]);
  try {
    const end = (await admin.fetchTopicOffsets(topic)).reduce((sum, { high }) => sum + Number(high), 0);
    if (end < count) throw new Error(`Topic ${topic} holds ${end} messages, not ${count}`);
    await consumer.subscribe({ topic, fromBeginning: true });
    await new Promise<void>((resolve, reject) => {
      consumer
        .run({
          eachMessage: async ({ partition, message: { offset, key, headers, value } }) => {
            const texts = Object.entries(headers ?? {}).map(([name, text]) => [name, String(text)] as const);
            seen.push({ partition, offset, key: String(key), headers: Object.fromEntries(texts), value: String(value) });
            if (seen.length === end) resolve();
          },
        })
        .catch(reject);
    });
  } finally {
    await Promise.all([admin.disconnect(), consumer.disconnect()]);
  }
  return seen;
}
