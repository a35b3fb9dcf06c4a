import { setTimeout as pause } from 'node:timers/promises';
import type { EventStore, Subscriptions } from '@budget/ports';
import { percentile } from './measure';
import { readModelSubscriber } from '@budget/projection-service';
import { BY_BENCH, payment, streamOf } from './payments';

export type Latency = { readonly p50: number; readonly p99: number };

/** From the call of append until the product's read model has committed it, at a steady rate that waits for nobody. */
export async function appendToReadModel(
  store: EventStore,
  subscriptions: Subscriptions,
  { rate, seconds, from }: { rate: number; seconds: number; from: number },
): Promise<Latency> {
  const called = new Map<string, number>();
  const delays: number[] = [];
  const subscription = await subscriptions.start({
    ...readModelSubscriber(),
    committed: (events) => {
      const now = performance.now();
      for (const { id } of events) {
        const at = called.get(id);
        if (at !== undefined) delays.push(now - at);
      }
    },
  });
  await subscription.reached(await store.head(), 120_000);

  const begun = performance.now();
  const appends: Promise<unknown>[] = [];
  while (appends.length < rate * seconds) {
    const due = Math.min(rate * seconds, ((performance.now() - begun) * rate) / 1_000);
    while (appends.length < due) {
      const event = payment(from + appends.length);
      called.set(event.id, performance.now());
      appends.push(store.append({ stream: streamOf(from + appends.length), expected: 'any', events: [event] }, BY_BENCH));
    }
    await pause(1);
  }
  await Promise.all(appends);
  await subscription.reached(await store.head(), 30_000);
  await subscription.close();
  return { p50: percentile(delays, 50), p99: percentile(delays, 99) };
}
