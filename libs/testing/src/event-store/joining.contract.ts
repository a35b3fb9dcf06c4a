import { fail, ok } from '@budget/kernel';
import { eventDigest, type ExpectedVersion, type NewEvent, type RecordedEvent, type Transaction } from '@budget/ports';
import type { EventStoreHarness } from './event-store-harness';
import { accepted, by, fact, facts, numbers } from './facts';
import type { Scene } from './scene';

/** Adapters that cannot join say so; the others are held to the rules. */
export function joiningContract(scene: Scene, begin: EventStoreHarness['begin']): void {
  const append = (expected: ExpectedVersion, events: readonly NewEvent[], transaction?: Transaction) =>
    scene.store.append({ stream: 'project-1', expected, events }, { ...by(), ...(transaction && { transaction }) });

  describe("joining a caller's transaction", () => {
    if (!begin) {
      it('is refused in plain words', async () => {
        const transaction: Transaction = { query: () => Promise.resolve({ rows: [], rowCount: 0 }) };
        await expect(append('any', [fact(1)], transaction)).rejects.toThrow('joins no transaction');
      });
      return;
    }

    it('shows the events to others only after the commit', async () => {
      const { transaction, commit } = await begin();
      expect(await append('no-stream', facts(2), transaction)).toEqual(ok({ version: 1n, position: 2n }));
      expect(await scene.store.readStream('project-1')).toEqual([]);
      await commit();
      expect(numbers(await scene.store.readStream('project-1'))).toEqual([1, 2]);
    });

    it('gives the positions back at a rollback', async () => {
      await append('no-stream', [fact(1)]);
      const { transaction, rollback } = await begin();
      expect(await append(0n, facts(3), transaction)).toEqual(ok({ version: 3n, position: 4n }));
      await rollback();
      expect(await append(0n, [fact(2)])).toEqual(ok({ version: 1n, position: 2n }));
    });

    it('appends several times in one transaction', async () => {
      const { transaction, commit } = await begin();
      expect(await append('no-stream', [fact(1)], transaction)).toEqual(ok({ version: 0n, position: 1n }));
      expect(await append(0n, [fact(2)], transaction)).toEqual(ok({ version: 1n, position: 2n }));
      await commit();
      const all = await scene.store.readAll(0n, { limit: 10 });
      expect(all.map(({ digest }) => digest)).toEqual(all.map(eventDigest));
    });

    it("leaves the caller's transaction usable after a conflict", async () => {
      const event = fact(1);
      await append('no-stream', [event]);
      const { transaction, commit } = await begin();
      expect(await append('no-stream', [fact(2)], transaction)).toEqual(
        fail({ kind: 'version-conflict', stream: 'project-1', expected: 'no-stream', actual: 0n }),
      );
      expect(await append(0n, [event], transaction)).toEqual(fail({ kind: 'event-id-reused', stream: 'project-1', eventId: event.id }));
      expect(await append(0n, [fact(3)], transaction)).toEqual(ok({ version: 1n, position: 2n }));
      await commit();
      expect(numbers(await scene.store.readStream('project-1'))).toEqual([1, 3]);
    });

    it('makes other writers wait for its end, and no longer', async () => {
      const { transaction, commit } = await begin();
      await accepted(append('no-stream', [fact(1)], transaction));
      const other = scene.store.append({ stream: 'project-2', expected: 'no-stream', events: [fact(2)] }, by());
      await commit();
      expect(await other).toEqual(ok({ version: 0n, position: 2n }));
    });

    it('wakes followers at the commit', async () => {
      const stop = new AbortController();
      const next = scene.store.follow(0n, { limit: 10, signal: stop.signal })[Symbol.asyncIterator]().next();
      const { transaction, commit } = await begin();
      await accepted(append('no-stream', [fact(1)], transaction));
      await commit();
      const { value } = (await next) as IteratorYieldResult<readonly RecordedEvent[]>;
      expect(numbers(value)).toEqual([1]);
      stop.abort();
    });
  });
}
