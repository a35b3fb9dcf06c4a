import type { FeedBatch, RecordedEvent, Subscriber } from '@budget/ports';
import { useFedLedger } from '../../../../../tests/kafka/fed-ledger.fixture';
import { ledgerSubscriber } from '../../../../../tests/kafka/ledger.fixture';
import { isFeedReader } from './feed-reader';
import { FeedWriter, PartitionLost } from './feed-writer';
import { forgetFeedPlace } from './forget-feed-place';

describe('writing a batch of a topic', () => {
  const fed = useFedLedger();
  let batch: FeedBatch;
  const committed: RecordedEvent[] = [];

  const writer = (more: Partial<Subscriber> = {}): FeedWriter =>
    new FeedWriter(fed.pool, 'a.topic', fed.store, ledgerSubscriber('ledger', more), (events) => committed.push(...events));

  beforeEach(async () => {
    await fed.payments.record(10, 1);
    const messages = (await fed.messages()).map((message, offset) => ({ ...message, offset: BigInt(offset) }));
    batch = { partition: 0, from: 0n, next: 10n, messages };
    committed.length = 0;
  });

  it('moves offset and rows together', async () => {
    const one = writer();
    expect(await one.nextOffset(0)).toBe(0n);
    await one.write(batch);
    expect([await one.nextOffset(0), await writer().nextOffset(0)]).toEqual([10n, 10n]);
    expect(await fed.ledger()).toEqual(fed.exact());
    expect(committed).toHaveLength(10);
  });

  it('lets a member that was overtaken wait, and then write nothing', async () => {
    let inHandle!: () => void;
    const began = new Promise<void>((resolve) => (inHandle = resolve));
    let goOn!: () => void;
    const released = new Promise<void>((resolve) => (goOn = resolve));
    const plain = ledgerSubscriber('ledger');
    const slow = writer({
      handle: async (events, transaction) => {
        await plain.handle(events, transaction);
        inHandle();
        await released;
      },
    });
    const first = slow.write(batch);
    await began;
    const second = expect(writer().write(batch)).rejects.toThrow(PartitionLost);
    goOn();
    await Promise.all([first, second]);
    expect(await fed.ledger()).toEqual(fed.exact());
    expect(committed).toHaveLength(10);
  });

  it('leaves the batch to the next member when its connection is cut in the middle', async () => {
    const plain = ledgerSubscriber('ledger');
    const cut = writer({
      handle: async (events, transaction) => {
        await plain.handle(events, transaction);
        await transaction.query('SELECT pg_terminate_backend(pg_backend_pid())');
      },
    });
    await expect(cut.write(batch)).rejects.toThrow('terminating connection');
    expect((await fed.ledger()).entries).toBe(0);
    await writer().write(batch);
    expect(await fed.ledger()).toEqual(fed.exact());
  });

  it('drops an event of a stream whose later version it has, wherever it comes again', async () => {
    await writer().write(batch);
    await writer().write({
      ...batch,
      from: 10n,
      next: 20n,
      messages: batch.messages.map((message) => ({ ...message, offset: message.offset + 10n })),
    });
    expect(await fed.ledger()).toEqual(fed.exact());
    expect(await writer().nextOffset(0)).toBe(20n);
  });

  it('handles nothing again that was handled over the store before, and misses no version after it', async () => {
    await fed.pool.query(`INSERT INTO read_store.feed_reader VALUES ('ledger', 6)`);
    await writer().write({ ...batch, next: 8n, messages: batch.messages.slice(0, 8) });
    expect(committed.map(({ position }) => position)).toEqual([7n, 8n]);
    await writer().write({ ...batch, from: 8n, messages: batch.messages.slice(8) });
    expect(committed.map(({ position }) => position)).toEqual([7n, 8n, 9n, 10n]);
    expect((await fed.ledger()).entries).toBe(4);
  });

  it('counts nothing that the store does not hold: it was restored from an older backup', async () => {
    const restored = { head: () => Promise.resolve(7n) };
    const reader = new FeedWriter(fed.pool, 'a.topic', restored, ledgerSubscriber('ledger'), (events) => committed.push(...events));
    await expect(reader.write(batch)).rejects.toThrow('stands at position 8, but the event store ends at 7');
    expect([committed.map(({ position }) => position).at(-1), (await fed.ledger()).entries]).toEqual([7n, 7]);
    expect(await reader.nextOffset(0)).toBe(7n);
  });

  it('is known to read a feed from its first batch on, until that is forgotten', async () => {
    expect(await isFeedReader(fed.pool, 'ledger')).toBe(false);
    await writer().write(batch);
    expect(await isFeedReader(fed.pool, 'ledger')).toBe(true);
    await forgetFeedPlace(fed.pool, 'ledger');
    expect(await isFeedReader(fed.pool, 'ledger')).toBe(false);
  });

  it('takes an offset that was moved behind its back for another member', async () => {
    const one = writer();
    await one.write({ ...batch, next: 5n, messages: batch.messages.slice(0, 5) });
    await fed.pool.query('UPDATE read_store.consumer_offset SET next_offset = 7');
    await expect(one.write({ ...batch, from: 5n, messages: batch.messages.slice(5) })).rejects.toThrow(PartitionLost);
    expect(await one.nextOffset(0)).toBe(7n);
  });
});
