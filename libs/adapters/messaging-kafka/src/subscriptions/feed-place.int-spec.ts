import type { RecordedEvent } from '@budget/ports';
import { useFedLedger } from '../../../../../tests/kafka/fed-ledger.fixture';
import { ledgerSubscriber } from '../../../../../tests/kafka/ledger.fixture';
import { FeedPlace } from './feed-place';
import { FeedWriter } from './feed-writer';

describe('the place of a subscription that reads a topic', () => {
  const fed = useFedLedger();
  const place = new FeedPlace('ledger', 'a.topic');
  const subscriber = ledgerSubscriber('ledger');
  let events: readonly RecordedEvent[];

  /** Handles some messages of a partition, from an offset on. */
  const handle = async (partition: number, from: bigint, positions: readonly number[]): Promise<void> => {
    const all = await fed.messages();
    const messages = positions.flatMap((position, index) => {
      const message = all[position - 1];
      return message ? [{ ...message, offset: from + BigInt(index) }] : [];
    });
    const batch = { partition, from, next: from + BigInt(messages.length), messages };
    await new FeedWriter(fed.pool, 'a.topic', fed.store, subscriber, () => undefined).write(batch);
  };
  const handled = async (): Promise<readonly bigint[]> => (await place.handledOf(fed.pool, events)).map(({ position }) => position);

  beforeEach(async () => {
    await fed.payments.record(10, 1);
    events = await fed.store.readAll(0n, { limit: 10 });
  });

  it('knows what is handled of each stream, and the last position of any', async () => {
    expect(await place.handled(fed.pool)).toEqual({ all: 0n, last: 0n });
    await handle(0, 0n, [1, 2, 3, 4]);
    expect((await place.handled(fed.pool)).last).toBe(4n);
    expect(await handled()).toEqual([1n, 2n, 3n, 4n]);
  });

  it('moves to where rebuilt tables are: what comes of it later is dropped, what comes after it is handled', async () => {
    await handle(0, 0n, [1, 2, 3]);
    const client = await fed.pool.connect();
    await client.query('BEGIN');
    await place.hold(client);
    await subscriber.handle(events.slice(3, 7), client);
    await place.moveTo(client, events[6] ?? null);
    await client.query('COMMIT');
    client.release();
    expect(await handled()).toEqual([1n, 2n, 3n, 4n, 5n, 6n, 7n]);
    await handle(0, 3n, [4, 5, 6, 7, 8, 9, 10]);
    expect(await fed.ledger()).toEqual(fed.exact());
    expect(await handled()).toHaveLength(10);
  });

  it('keeps members from beginning a batch while it is held', async () => {
    const client = await fed.pool.connect();
    await client.query('BEGIN');
    await place.hold(client);
    const written = handle(0, 0n, [1, 2]);
    await subscriber.handle(events.slice(0, 2), client);
    await client.query(`INSERT INTO read_store.feed_reader VALUES ('ledger', 0)`);
    await place.moveTo(client, events[1] ?? null);
    await client.query('COMMIT');
    client.release();
    await written;
    expect((await fed.ledger()).entries).toBe(2);
  });
});
