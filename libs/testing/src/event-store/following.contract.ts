import type { RecordedEvent } from '@budget/ports';
import { by, fact, facts, numbers } from './facts';
import type { Scene } from './scene';

export function followingContract(scene: Scene): void {
  const append = (...events: ReturnType<typeof facts>) => scene.store.append({ stream: 'project-1', expected: 'any', events }, by());

  /** Follows until `count` events have come. */
  async function take(count: number, after = 0n, limit = 100, onBatch: (batch: readonly RecordedEvent[]) => unknown = () => undefined) {
    const stop = new AbortController();
    const taken: RecordedEvent[] = [];
    for await (const batch of scene.store.follow(after, { limit, signal: stop.signal })) {
      taken.push(...batch);
      await onBatch(batch);
      if (taken.length >= count) stop.abort();
    }
    return taken;
  }

  describe('following', () => {
    it('gives what is there, in batches of at most the limit', async () => {
      await append(...facts(7));
      const sizes: number[] = [];
      expect(numbers(await take(7, 0n, 3, (batch) => sizes.push(batch.length)))).toEqual([1, 2, 3, 4, 5, 6, 7]);
      expect(sizes).toEqual([3, 3, 1]);
    });

    it('begins after a position', async () => {
      await append(...facts(5));
      expect(numbers(await take(2, 3n))).toEqual([4, 5]);
    });

    it('waits for what comes', async () => {
      const taken = take(3);
      await append(fact(1));
      await append(fact(2));
      await append(fact(3));
      expect(numbers(await taken)).toEqual([1, 2, 3]);
    });

    it('brings an event within a fraction of the polling time', async () => {
      const arrivals: number[] = [];
      const taken = take(20, 0n, 100, (batch) => arrivals.push(...batch.map(() => performance.now())));
      const delays: number[] = [];
      for (const event of facts(20)) {
        await append(event);
        const appended = performance.now();
        while (arrivals.length <= delays.length) await new Promise((resolve) => setImmediate(resolve));
        delays.push((arrivals[delays.length] as number) - appended);
      }
      await taken;
      expect(delays.sort((a, b) => a - b)[10]).toBeLessThan(300);
    });

    it('leaves nothing out and gives nothing twice to several followers while many write', async () => {
      const followers = [take(300), take(300, 0n, 7), take(290, 10n, 50)];
      await Promise.all(
        Array.from({ length: 100 }, (_, writer) => scene.store.append({ stream: `s-${writer}`, expected: 'any', events: facts(3) }, by())),
      );
      const expected = Array.from({ length: 300 }, (_, index) => BigInt(index + 1));
      const [all, small, later] = (await Promise.all(followers)).map((events) => events.map(({ position }) => position));
      expect(all).toEqual(expected);
      expect(small).toEqual(expected);
      expect(later).toEqual(expected.slice(10));
    });

    it('ends when the reader leaves the loop', async () => {
      await append(...facts(3));
      const seen: unknown[] = [];
      for await (const batch of scene.store.follow(0n, { limit: 1, signal: new AbortController().signal })) {
        seen.push(...numbers(batch));
        if (seen.length === 2) break;
      }
      expect(seen).toEqual([1, 2]);
    });

    it('ends at once when it is aborted while it waits, and when it was aborted before', async () => {
      const stop = new AbortController();
      const iterator = scene.store.follow(0n, { limit: 10, signal: stop.signal })[Symbol.asyncIterator]();
      const waiting = iterator.next();
      stop.abort();
      expect(await waiting).toEqual({ done: true, value: undefined });
      const late = scene.store.follow(0n, { limit: 10, signal: stop.signal })[Symbol.asyncIterator]();
      expect(await late.next()).toEqual({ done: true, value: undefined });
    });
  });
}
