import type { EventStore } from '@budget/ports';
import { percentile } from '../event-store/measure';
import { BY_BENCH, payment } from '../event-store/payments';

export type Appending = { readonly perSecond: number; readonly p50: number; readonly p99: number };

let stage = 0;

/** Callers that each append payments one after the other to a stream of their own, for `seconds`. */
export async function appendAlone(store: EventStore, callers: number, seconds: number): Promise<Appending> {
  const prefix = `bench-${++stage}`;
  const delays: number[] = [];
  const begun = performance.now();
  const end = begun + seconds * 1_000;
  const call = async (caller: number): Promise<void> => {
    let expected: bigint | 'no-stream' = 'no-stream';
    for (let number = caller; performance.now() < end; number += callers) {
      const called = performance.now();
      const appended = await store.append({ stream: `${prefix}-${caller}`, expected, events: [payment(number)] }, BY_BENCH);
      if (!appended.ok) throw new Error(`Refused: ${appended.failure.kind}`);
      delays.push(performance.now() - called);
      expected = appended.value.version;
    }
  };
  await Promise.all(Array.from({ length: callers }, (_, caller) => call(caller)));
  const took = performance.now() - begun;
  return { perSecond: (delays.length * 1_000) / took, p50: percentile(delays, 50), p99: percentile(delays, 99) };
}
