import { useTestDatabase } from '@budget/adapters/embedded-postgres';
import { MemoryEventStore } from '@budget/adapters/event-store-memory';
import { NotNow } from '@budget/ports';
import { HandClock } from '@budget/testing';
import { handOverSubscription } from './hand-over';
import { PostgresSubscriptions } from './postgres-subscriptions';

describe('handing a subscription over', () => {
  const database = useTestDatabase();
  const clock = new HandClock();
  const store = new MemoryEventStore(clock);
  const subscriptions = (): PostgresSubscriptions => new PostgresSubscriptions({ store, pool: database.pool, clock, log: () => undefined });
  const handedOver = async (): Promise<bigint | null> => {
    let kept: bigint | null = null;
    await handOverSubscription(database.pool, 'ledger', async (_transaction, position) => void (kept = position));
    return kept;
  };

  it('tells that nothing was handled when it never ran', async () => {
    expect(await handedOver()).toBe(0n);
  });

  it('is refused while a process runs it or waits to, and then tells where it ended', async () => {
    const events = [1, 2, 3].map((number) => ({
      ...{ id: `00000000-0000-4000-8000-00000000000${number}`, type: 'Counted', schemaVersion: 1, data: { number } },
    }));
    const metadata = { commandId: 'c', correlationId: 'r', causationId: 'k', actor: 'zhang' };
    await store.append({ stream: 'count-1', expected: 'any', events }, { metadata });
    const subscriber = { name: 'ledger', batchSize: 10, handle: () => Promise.resolve() };
    const owner = await subscriptions().start(subscriber);
    expect(await owner.reached(3n, 20_000)).toBe(true);
    const second = await subscriptions().start(subscriber);
    await expect(handedOver()).rejects.toThrow(NotNow);
    await Promise.all([owner.close(), second.close()]);
    expect(await handedOver()).toBe(3n);
  });
});
