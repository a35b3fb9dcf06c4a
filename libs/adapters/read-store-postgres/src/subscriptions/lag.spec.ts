import { MemoryEventStore } from '@budget/adapters/event-store-memory';
import { parseInstant } from '@budget/kernel';
import { by, facts, HandClock } from '@budget/testing';
import { LagMeter } from './lag';

describe('the lag of a subscription', () => {
  const clock = new HandClock();

  const storeOf = async (count: number, recordedAt?: string): Promise<MemoryEventStore> => {
    const store = new MemoryEventStore(clock);
    const options = { ...by(), ...(recordedAt !== undefined && { recordedAt: parseInstant(recordedAt) }) };
    await store.append({ stream: 'a', expected: 'any', events: facts(count) }, options);
    return store;
  };

  it('is nothing when everything is handled', async () => {
    expect(await new LagMeter(await storeOf(3), clock).measure(3n)).toEqual({ head: 3n, lagEvents: 0n, lagSeconds: 0 });
  });

  it('is the number of events and the age of the oldest that waits', async () => {
    const store = await storeOf(3);
    clock.advance(90_000);
    expect(await new LagMeter(store, clock).measure(1n)).toEqual({ head: 3n, lagEvents: 2n, lagSeconds: 90 });
  });

  it('is no longer than since nothing waited, although a simulated fact was known long ago', async () => {
    const lag = new LagMeter(await storeOf(3, '2025-01-02T00:00:00Z'), clock);
    lag.level(performance.now());
    const { lagSeconds } = await lag.measure(2n);
    expect(lagSeconds).toBeLessThan(60);
  });

  it('is never negative when the clock was put back', async () => {
    const lag = new LagMeter(await storeOf(1), clock);
    clock.advance(-3_600_000);
    expect((await lag.measure(0n)).lagSeconds).toBe(0);
  });
});
