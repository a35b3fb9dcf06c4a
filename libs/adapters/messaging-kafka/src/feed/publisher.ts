import type { Acknowledged, FeedMessage } from '@budget/ports';
import { CompressionTypes, type Kafka, type Message, type Producer, type RecordMetadata } from 'kafkajs';
import { FeedRefusal, inOurWords } from './broker-trouble';
import type { KafkaSettings } from './kafka-settings';
import { roundsOf, type Round } from './rounds';
import { ensureTopic } from './topic';

type Sending = { readonly producer: Producer; readonly partitions: number };

const BYTES_AT_ONCE = 512 * 1024;
const ALL_REPLICAS = -1;

/** One idempotent producer; after any failure the next publication begins with a new one, so that no broken state is carried on. */
export class Publisher {
  private sending: Promise<Sending> | null = null;

  constructor(
    private readonly kafka: Kafka,
    private readonly settings: KafkaSettings,
  ) {}

  async publish(messages: readonly FeedMessage[], expected?: number): Promise<Acknowledged> {
    const lastOffsets = new Map<number, bigint>();
    try {
      const { producer, partitions } = await this.ready();
      if (expected !== undefined && expected !== partitions)
        throw new FeedRefusal(repartitioned(this.settings.topic, expected, partitions));
      for (const round of roundsOf(messages, partitions, BYTES_AT_ONCE)) {
        for (const [partition, offset] of await this.send(producer, round)) lastOffsets.set(partition, offset);
      }
      return { partitions, lastOffsets };
    } catch (error) {
      await this.close();
      throw inOurWords(`Kafka topic ${this.settings.topic}`, error);
    }
  }

  async close(): Promise<void> {
    const sending = this.sending;
    this.sending = null;
    await sending?.then(({ producer }) => producer.disconnect()).catch(() => undefined);
  }

  private ready(): Promise<Sending> {
    return (this.sending ??= this.begin());
  }

  private async begin(): Promise<Sending> {
    const partitions = await ensureTopic(this.kafka, this.settings);
    const producer = this.kafka.producer({ idempotent: true, maxInFlightRequests: 1, allowAutoTopicCreation: false });
    await producer.connect();
    return { producer, partitions };
  }

  private async send(producer: Producer, round: Round): Promise<readonly (readonly [number, bigint])[]> {
    const answers = await producer.send({
      topic: this.settings.topic,
      acks: ALL_REPLICAS,
      compression: CompressionTypes.GZIP,
      messages: round.flatMap(({ partition, messages }) => messages.map((message) => sent(message, partition))),
    });
    return round.map(({ partition, messages }) => [partition, firstOffset(answers, partition) + BigInt(messages.length - 1)] as const);
  }
}

const sent = ({ key, headers, value }: FeedMessage, partition: number): Message => ({ key, headers: { ...headers }, value, partition });

// Not to be left out: when a leader dies in between, the client sends nothing again for a partition whose new leader has answered for others.
function firstOffset(answers: readonly RecordMetadata[], partition: number): bigint {
  const offset = BigInt(answers.find((answer) => answer.partition === partition)?.baseOffset ?? -1);
  if (offset < 0n) throw new Error(`The broker acknowledged partition ${partition} without an offset`);
  return offset;
}

const repartitioned = (topic: string, expected: number, found: number): string =>
  `Kafka topic ${topic} has ${found} partitions and had ${expected} when the relay began: a project would change its partition and lose its ` +
  `order. Nothing was sent. Replay into a new topic with: budget-monitor relay --from 1 --topic <new>`;
