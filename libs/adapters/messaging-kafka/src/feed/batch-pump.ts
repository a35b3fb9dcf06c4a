import { isPassingTrouble, type FeedReader, type ReceivedMessage } from '@budget/ports';
import type { Consumer, EachBatchPayload, IHeaders, Kafka, KafkaMessage } from 'kafkajs';
import { setTimeout as pause } from 'node:timers/promises';
import { isKafkaError } from './broker-trouble';
import { FeedGone } from './feed-gone';
import { asAdmin } from './topic';

const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 5_000;
const BEAT_MS = 3_000;

/** Hands fetched batches to the reader from where the reader's own offset says, whatever the broker thinks was read. */
export class BatchPump {
  private readonly stopping = new AbortController();
  private readonly jumpedTo = new Map<number, bigint>();
  private pauseMs = FIRST_PAUSE_MS;

  constructor(
    private readonly kafka: Kafka,
    private readonly consumer: Consumer,
    private readonly topic: string,
    private readonly reader: FeedReader,
  ) {}

  stop(): void {
    this.stopping.abort();
  }

  async take(payload: EachBatchPayload): Promise<void> {
    const { batch } = payload;
    const [firstOffset, lastOffset] = [BigInt(batch.firstOffset() ?? batch.lastOffset()), BigInt(batch.lastOffset())];
    let pending: readonly KafkaMessage[] | null = null;
    for (let begin = 0; payload.isRunning() && !payload.isStale() && !this.stopping.signal.aborted; begin += this.reader.batchSize) {
      try {
        const from = await this.reader.nextOffset(batch.partition);
        if (pending === null) {
          if (!(await this.covers(batch.partition, from, firstOffset, lastOffset))) return;
          pending = batch.messages.filter(({ offset }) => BigInt(offset) >= from);
        }
        const part = pending.slice(begin, begin + this.reader.batchSize);
        const last = begin + part.length >= pending.length;
        const through = last ? lastOffset : BigInt(part.at(-1)?.offset ?? lastOffset);
        const messages = part.map(received);
        await keptAlive(payload, this.reader.handle({ partition: batch.partition, from, next: through + 1n, messages }));
        this.pauseMs = FIRST_PAUSE_MS;
        payload.resolveOffset(String(through));
        if (last) return;
      } catch (error) {
        return this.troubled(error, payload);
      }
      await payload.heartbeat();
    }
  }

  /** Whether the batch holds the place the reader wants to go on from. If not, the next fetch begins there. */
  private async covers(partition: number, from: bigint, first: bigint, last: bigint): Promise<boolean> {
    if (first <= from && from <= last) return true;
    // Offsets may be missing for good where another program wrote in transactions: the same answer twice is the answer.
    if (from < first && this.jumpedTo.get(partition) === from) return true;
    const kept = await asAdmin(this.kafka, (admin) => admin.fetchTopicOffsets(this.topic));
    const { low, high } = kept.find((offsets) => offsets.partition === partition) ?? { low: '0', high: '0' };
    if (from < BigInt(low)) throw new FeedGone(this.topic, partition, from, `begins at ${low}`);
    if (from > BigInt(high)) throw new FeedGone(this.topic, partition, from, `ends at ${high}`);
    this.jumpedTo.set(partition, from);
    this.consumer.seek({ topic: this.topic, partition, offset: String(from) });
    return false;
  }

  private async troubled(error: unknown, payload: EachBatchPayload): Promise<void> {
    if (isKafkaError(error)) throw error;
    if (!isPassingTrouble(error)) {
      payload.pause();
      this.reader.ended(error);
      return;
    }
    this.reader.troubled(error);
    await pause(this.pauseMs, undefined, { signal: this.stopping.signal }).catch(() => undefined);
    this.pauseMs = Math.min(this.pauseMs * 2, LONGEST_PAUSE_MS);
    await payload.heartbeat();
  }
}

/** A long batch must not cost the membership. A heartbeat that fails is seen at the next one after the batch. */
async function keptAlive(payload: EachBatchPayload, work: Promise<void>): Promise<void> {
  const beat = setInterval(() => void payload.heartbeat().catch(() => undefined), BEAT_MS);
  try {
    await work;
  } finally {
    clearInterval(beat);
  }
}

const received = ({ offset, key, headers, value }: KafkaMessage): ReceivedMessage => ({
  offset: BigInt(offset),
  key: key?.toString('utf8') ?? null,
  headers: headers ? textOf(headers) : {},
  value: value?.toString('utf8') ?? null,
});

/** Of a header given several times the last one counts. */
const textOf = (headers: IHeaders): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, given]) => {
      const last = Array.isArray(given) ? given.at(-1) : given;
      return last === undefined ? [] : [[name, last.toString('utf8')]];
    }),
  );
