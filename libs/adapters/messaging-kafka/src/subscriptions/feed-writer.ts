import {
  isPassingTrouble,
  NotNow,
  type EventStore,
  type FeedBatch,
  type ReceivedMessage,
  type RecordedEvent,
  type Subscriber,
} from '@budget/ports';
import type pg from 'pg';
import { eventOf } from '../relay/received-event';
import { keepPosition, moveOffset, nextOffsetOf } from './consumer-offsets';
import { unseenOf } from './seen-streams';
import { UnknownToStore } from './unknown-to-store';
import { UnhandledMessage } from './unhandled-message';

/** Another member of the group has gone on with this partition: what was begun here is rolled back, and read again from where it stands. */
export class PartitionLost extends NotNow {}

/** Writes batches of a topic: the subscriber's rows, the offset and what was seen of each stream, in one transaction. */
export class FeedWriter {
  private readonly nextOffsets = new Map<number, bigint>();
  private knownHead = 0n;

  constructor(
    private readonly pool: pg.Pool,
    private readonly topic: string,
    private readonly store: Pick<EventStore, 'head'>,
    private readonly subscriber: Subscriber,
    private readonly committed: (events: readonly RecordedEvent[]) => void,
  ) {}

  async nextOffset(partition: number): Promise<bigint> {
    const known = this.nextOffsets.get(partition);
    if (known !== undefined) return known;
    const next = await nextOffsetOf(this.pool, this.place(partition));
    this.nextOffsets.set(partition, next);
    return next;
  }

  /** After a change in the group, or any failure, the table alone knows. */
  forget(): void {
    this.nextOffsets.clear();
  }

  /** Throws passing trouble as it is; anything else as UnhandledMessage, with every message before it written. */
  async write(batch: FeedBatch): Promise<void> {
    try {
      return await this.commit(batch);
    } catch (error) {
      this.forget();
      if (isPassingTrouble(error)) throw error;
    }
    let from = batch.from;
    for (const message of batch.messages) {
      await this.writeAlone({ ...batch, from, next: message.offset + 1n, messages: [message] }, message);
      from = message.offset + 1n;
    }
    if (from < batch.next) await this.commit({ ...batch, from, messages: [] });
  }

  private async writeAlone(batch: FeedBatch, message: ReceivedMessage): Promise<void> {
    try {
      await this.commit(batch);
    } catch (error) {
      this.forget();
      if (isPassingTrouble(error)) throw error;
      const place = { topic: this.topic, partition: batch.partition, offset: message.offset };
      throw new UnhandledMessage(place, positionIn(message), message.headers['ce_correlationid'] ?? null, error);
    }
  }

  private async commit({ partition, from, next, messages }: FeedBatch): Promise<void> {
    const events = messages.map(eventOf);
    await this.assertStored(events);
    const client = await this.pool.connect();
    // A connection that is cut tells its query too; without a listener it would end the process.
    client.on('error', ignored);
    let broken: Error | boolean = true;
    let unseen: readonly RecordedEvent[] = [];
    try {
      await client.query('BEGIN');
      if (!(await moveOffset(client, this.place(partition), from, next))) {
        throw new PartitionLost(`Partition ${partition} of ${this.topic} was read on by another member of group ${this.subscriber.name}`);
      }
      if (events.length > 0) {
        unseen = await unseenOf(client, this.subscriber.name, events);
        if (unseen.length > 0) await this.subscriber.handle(unseen, client);
        await keepPosition(client, this.place(partition), highest(events));
      }
      await client.query('COMMIT');
      broken = false;
    } catch (error) {
      broken = await client.query('ROLLBACK').then(
        () => false,
        () => true,
      );
      throw error;
    } finally {
      client.off('error', ignored);
      client.release(broken);
    }
    this.nextOffsets.set(partition, next);
    if (unseen.length > 0) this.committed(unseen);
  }

  /** What is published was stored before; the head is asked for only when a message lies beyond what is known of it. */
  private async assertStored(events: readonly RecordedEvent[]): Promise<void> {
    const beyond = (): RecordedEvent | undefined => events.find(({ position }) => position > this.knownHead);
    if (!beyond()) return;
    this.knownHead = await this.store.head();
    const unknown = beyond();
    if (unknown) throw new UnknownToStore(unknown, this.knownHead, this.topic);
  }

  private place(partition: number): { readonly name: string; readonly topic: string; readonly partition: number } {
    return { name: this.subscriber.name, topic: this.topic, partition };
  }
}

const ignored = (): void => undefined;
const highest = (events: readonly RecordedEvent[]): bigint =>
  events.reduce((most, { position }) => (position > most ? position : most), 0n);

function positionIn({ headers }: ReceivedMessage): bigint | null {
  const text = headers['ce_position'] ?? '';
  return /^\d{1,19}$/.test(text) ? BigInt(text) : null;
}
