import { setTimeout as pause } from 'node:timers/promises';
import type { EventStore, Subscriptions } from '@budget/ports';
import { percentile } from './measure';
import { BY_BENCH, payment } from './payments';
import { intoLedger } from './read-model';

export type Latency = { readonly p50: number; readonly p99: number };

/** From the call of append until its row and checkpoint are committed in the read model, at a steady rate that waits for nobody. */
export async function appendToReadModel(
  store: EventStore,
  subscriptions: Subscriptions,
  { rate, seconds, from }: { rate: number; seconds: number; from: number },
): Promise<Latency> {
  const called = new Map<string, number>();
  const delays: number[] = [];
  const subscription = await subscriptions.start({
    name: `latency-${from}`,
    batchSize: 500,
    handle: intoLedger,
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
      appends.push(store.append({ stream: `latency-${from}-${appends.length % 100}`, expected: 'any', events: [event] }, BY_BENCH));
    }
    await pause(1);
  }
  await Promise.all(appends);
  await subscription.reached(await store.head(), 30_000);
  await subscription.close();
  return { p50: percentile(delays, 50), p99: percentile(delays, 99) };
}
