import type { RecordedEvent } from '@budget/ports';

/** The topic tells of more than the store holds: the store was restored from a backup, or the topic is of another installation. Nothing of it is counted. */
export class UnknownToStore extends Error {
  constructor({ type, stream, position }: RecordedEvent, head: bigint, topic: string) {
    super(
      `${type} of ${stream} stands at position ${position}, but the event store ends at ${head}: the store was restored from an older backup, or ` +
        `topic ${topic} belongs to another installation. Nothing of it was counted. Start with a new KAFKA_TOPIC, which the relay fills from the store.`,
    );
    this.name = 'UnknownToStore';
  }
}
