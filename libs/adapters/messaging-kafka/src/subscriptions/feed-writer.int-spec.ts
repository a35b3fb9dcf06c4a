import { useTestDatabase } from '@budget/adapters/embedded-postgres';
import { MemoryEventStore } from '@budget/adapters/event-store-memory';
import type { FeedBatch, RecordedEvent, Subscriber } from '@budget/ports';
import { HandClock } from '@budget/testing';
import { ensureFeedTables } from '../feed-tables';
import { messageOf } from '../relay/event-message';
import { ledgerSubscriber, makeLedger, readLedger } from '../testing/ledger.fixture';
import { Payments } from '../testing/payments.fixture';
import { isFeedReader } from './feed-reader';
import { FeedWriter, PartitionLost } from './feed-writer';
import { resetFeedSubscription } from './reset-feed-subscription';

describe('writing a batch of a topic', () => {
  const database = useTestDatabase();
  let payments: Payments;
  let batch: FeedBatch;
  const committed: RecordedEvent[] = [];

  const writer = (more: Partial<Subscriber> = {}): FeedWriter =>
    new FeedWriter(database.pool, 'a.topic', ledgerSubscriber('ledger', more), (events) => committed.push(...events));
  const ledger = () => readLedger(database.pool);

  beforeEach(async () => {
    const store = new MemoryEventStore(new HandClock());
    payments = new Payments(store);
    await payments.record(10, 1);
    const messages = (await store.readAll(0n, { limit: 10 })).flatMap((event) => messageOf(event) ?? []);
    batch = { partition: 0, from: 0n, next: 10n, messages: messages.map((message, offset) => ({ ...message, offset: BigInt(offset) })) };
    committed.length = 0;
    await database.pool.query('DROP SCHEMA IF EXISTS read_store CASCADE');
    await ensureFeedTables(database.pool);
    await makeLedger(database.pool);
  });

  it('moves offset and rows together', async () => {
    const one = writer();
    expect(await one.nextOffset(0)).toBe(0n);
    await one.write(batch);
    expect([await one.nextOffset(0), await writer().nextOffset(0)]).toEqual([10n, 10n]);
    expect(await ledger()).toEqual({ sums: payments.sums, entries: 10, doubled: 0, disordered: 0 });
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
    expect(await ledger()).toEqual({ sums: payments.sums, entries: 10, doubled: 0, disordered: 0 });
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
    expect((await ledger()).entries).toBe(0);
    await writer().write(batch);
    expect(await ledger()).toEqual({ sums: payments.sums, entries: 10, doubled: 0, disordered: 0 });
  });

  it('drops an event of a stream whose later version it has, wherever it comes again', async () => {
    await writer().write(batch);
    await writer().write({
      ...batch,
      from: 10n,
      next: 20n,
      messages: batch.messages.map((message) => ({ ...message, offset: message.offset + 10n })),
    });
    expect(await ledger()).toEqual({ sums: payments.sums, entries: 10, doubled: 0, disordered: 0 });
    expect(await writer().nextOffset(0)).toBe(20n);
  });

  it('handles nothing again that was handled over the store before, and misses no version after it', async () => {
    await database.pool.query(`INSERT INTO read_store.feed_reader VALUES ('ledger', 6)`);
    await writer().write({ ...batch, next: 8n, messages: batch.messages.slice(0, 8) });
    expect(committed.map(({ position }) => position)).toEqual([7n, 8n]);
    await writer().write({ ...batch, from: 8n, messages: batch.messages.slice(8) });
    expect(committed.map(({ position }) => position)).toEqual([7n, 8n, 9n, 10n]);
    expect((await ledger()).entries).toBe(4);
  });

  it('is known to read a feed from its first batch on, until it is reset', async () => {
    expect(await isFeedReader(database.pool, 'ledger')).toBe(false);
    await writer().write(batch);
    expect(await isFeedReader(database.pool, 'ledger')).toBe(true);
    await resetFeedSubscription(database.pool, 'ledger');
    expect(await isFeedReader(database.pool, 'ledger')).toBe(false);
  });

  it('takes an offset that was moved behind its back for another member', async () => {
    const one = writer();
    await one.write({ ...batch, next: 5n, messages: batch.messages.slice(0, 5) });
    await database.pool.query('UPDATE read_store.consumer_offset SET next_offset = 7');
    await expect(one.write({ ...batch, from: 5n, messages: batch.messages.slice(5) })).rejects.toThrow(PartitionLost);
    expect(await one.nextOffset(0)).toBe(7n);
  });
});
