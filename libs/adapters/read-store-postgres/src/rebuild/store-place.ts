import type { HandledUpTo, LivePlace, RecordedEvent, Transaction } from '@budget/ports';
import { checkpointAt, loadCheckpoint, moveCheckpoint, NOTHING_HANDLED } from '../subscriptions/checkpoint';

/** The place of a subscription that reads the store: its checkpoint, which each batch moves before it writes anything. */
export class StorePlace implements LivePlace {
  readonly restarts = false;

  constructor(private readonly name: string) {}

  async handled(transaction: Transaction): Promise<HandledUpTo> {
    const { position } = await loadCheckpoint(transaction, this.name);
    return { all: position, last: position };
  }

  async handledOf(transaction: Transaction, events: readonly RecordedEvent[]): Promise<readonly RecordedEvent[]> {
    const { all } = await this.handled(transaction);
    return events.filter(({ position }) => position <= all);
  }

  async hold(transaction: Transaction): Promise<void> {
    await transaction.query('INSERT INTO read_store.checkpoint (name, position) VALUES ($1, 0) ON CONFLICT (name) DO NOTHING', [this.name]);
    await transaction.query('SELECT FROM read_store.checkpoint WHERE name = $1 FOR UPDATE', [this.name]);
  }

  async moveTo(transaction: Transaction, last: RecordedEvent | null): Promise<void> {
    const to = last ? checkpointAt(last) : NOTHING_HANDLED;
    await moveCheckpoint(transaction, this.name, await loadCheckpoint(transaction, this.name), to);
  }
}
