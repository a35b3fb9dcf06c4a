import type { HandledUpTo, LivePlace, RecordedEvent, Transaction } from '@budget/ports';
import { feedProgress } from './feed-progress';
import { handledBefore } from './feed-reader';

/** The place of a subscription that reads a topic: offsets, versions seen of each stream, and the position before which nothing counts again. */
export class FeedPlace implements LivePlace {
  readonly restarts = false;

  constructor(
    private readonly name: string,
    private readonly topic: string,
  ) {}

  async handled(transaction: Transaction): Promise<HandledUpTo> {
    const { handled } = await feedProgress(transaction, this.name, this.topic);
    const { rows } = await transaction.query<{ last: string }>(
      'SELECT coalesce(max(position), 0)::text AS last FROM read_store.consumer_offset WHERE name = $1',
      [this.name],
    );
    const last = BigInt(rows[0]?.last ?? 0);
    return { all: handled, last: last > handled ? last : handled };
  }

  async handledOf(transaction: Transaction, events: readonly RecordedEvent[]): Promise<readonly RecordedEvent[]> {
    const { rows } = await transaction.query<{ stream: string; version: string }>(
      'SELECT stream, version::text FROM read_store.consumer_stream WHERE name = $1 AND stream = ANY($2)',
      [this.name, [...new Set(events.map(({ stream }) => stream))]],
    );
    const before = await handledBefore(transaction, this.name);
    const seen = new Map(rows.map(({ stream, version }) => [stream, BigInt(version)]));
    return events.filter(({ position, stream, version }) => position <= before || version <= (seen.get(stream) ?? -1n));
  }

  /** Every batch moves its offset before it does anything else. */
  async hold(transaction: Transaction): Promise<void> {
    await transaction.query('LOCK TABLE read_store.consumer_offset IN SHARE ROW EXCLUSIVE MODE');
  }

  /** Offsets and versions stay: what comes later of these events is known by its position. */
  async moveTo(transaction: Transaction, last: RecordedEvent | null): Promise<void> {
    await transaction.query('UPDATE read_store.feed_reader SET handled_before = greatest(handled_before, $2) WHERE name = $1', [
      this.name,
      last?.position ?? 0n,
    ]);
  }
}
