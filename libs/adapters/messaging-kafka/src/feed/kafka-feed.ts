import type { Acknowledged, Feed, FeedConsumption, FeedMessage, FeedReader } from '@budget/ports';
import type { Kafka } from 'kafkajs';
import { inOurWords } from './broker-trouble';
import { KafkaConsumption } from './kafka-consumption';
import { connectKafka, type KafkaSettings } from './kafka-settings';
import { Publisher } from './publisher';
import { asAdmin, ensureTopic } from './topic';

/** The feed on a Kafka cluster. Making one connects to nothing: a broker that is away is noticed, and survived, at the first use. */
export class KafkaFeed implements Feed {
  readonly topic: string;
  private readonly kafka: Kafka;
  private readonly publisher: Publisher;

  constructor(private readonly settings: KafkaSettings) {
    this.topic = settings.topic;
    this.kafka = connectKafka(settings);
    this.publisher = new Publisher(this.kafka, settings);
  }

  publish(messages: readonly FeedMessage[], expect?: { readonly partitions: number }): Promise<Acknowledged> {
    return this.publisher.publish(messages, expect?.partitions);
  }

  async consume(group: string, reader: FeedReader): Promise<FeedConsumption> {
    try {
      await ensureTopic(this.kafka, this.settings);
      return await KafkaConsumption.start(this.kafka, this.topic, group, reader);
    } catch (error) {
      throw inOurWords(`Kafka topic ${this.topic}`, error);
    }
  }

  /** How many messages the topic holds; null when it does not exist. For a replay, which wants a new topic. */
  async size(): Promise<bigint | null> {
    try {
      return await asAdmin(this.kafka, async (admin) => {
        if (!(await admin.listTopics()).includes(this.topic)) return null;
        const offsets = await admin.fetchTopicOffsets(this.topic);
        return offsets.reduce((sum, { high, low }) => sum + BigInt(high) - BigInt(low), 0n);
      });
    } catch (error) {
      throw inOurWords(`Kafka topic ${this.topic}`, error);
    }
  }

  close(): Promise<void> {
    return this.publisher.close();
  }
}
