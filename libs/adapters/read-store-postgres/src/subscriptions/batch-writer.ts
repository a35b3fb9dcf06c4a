import { isPassingTrouble, type RecordedEvent, type Subscriber } from '@budget/ports';
import type pg from 'pg';
import { checkpointAt, moveCheckpoint, type Checkpoint } from './checkpoint';
import { OwnershipLost } from './ownership-lost';
import { UnhandledEvent } from './unhandled-event';

/** Writes batches on the owner's connection: rows and checkpoint in one transaction. */
export class BatchWriter {
  constructor(
    private readonly client: pg.Client,
    private readonly subscriber: Subscriber,
    private checkpoint: Checkpoint,
    private readonly committed: (checkpoint: Checkpoint, events: readonly RecordedEvent[]) => void,
  ) {}

  /** Throws passing trouble and OwnershipLost as they are; anything else as UnhandledEvent, with all events before it written. */
  async write(events: readonly RecordedEvent[]): Promise<void> {
    try {
      return await this.commit(events);
    } catch (error) {
      if (isPassingTrouble(error) || error instanceof OwnershipLost) throw error;
    }
    for (const event of events) await this.writeAlone(event);
  }

  private async writeAlone(event: RecordedEvent): Promise<void> {
    try {
      await this.commit([event]);
    } catch (error) {
      if (isPassingTrouble(error) || error instanceof OwnershipLost) throw error;
      throw new UnhandledEvent(event, error);
    }
  }

  private async commit(events: readonly RecordedEvent[]): Promise<void> {
    const next = checkpointAt(events.at(-1) as RecordedEvent);
    await this.client.query('BEGIN');
    try {
      // First: whoever holds the checkpoint keeps a batch from beginning, not from ending.
      if (!(await moveCheckpoint(this.client, this.subscriber.name, this.checkpoint, next)))
        throw new OwnershipLost('another process moved the checkpoint');
      await this.subscriber.handle(events, this.client);
      await this.client.query('COMMIT');
    } catch (error) {
      await this.client.query('ROLLBACK').catch(() => undefined);
      throw error;
    }
    this.checkpoint = next;
    this.committed(next, events);
  }
}
