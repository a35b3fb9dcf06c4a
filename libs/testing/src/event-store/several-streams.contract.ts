import { fail, ok } from '@budget/kernel';
import { accepted, by, fact, facts, numbers } from './facts';
import type { Scene } from './scene';

export function severalStreamsContract(scene: Scene): void {
  const streamOf = (stream: string) => scene.store.readStream(stream);

  describe('appending to several streams at once', () => {
    it('answers in the order given, where the last event of each stream stands', async () => {
      await scene.store.append({ stream: 'to', expected: 'no-stream', events: [fact(0)] }, by());
      const appended = await accepted(
        scene.store.appendMany(
          [
            { stream: 'from', expected: 'no-stream', events: facts(2) },
            { stream: 'to', expected: 0n, events: facts(3) },
            { stream: 'log', expected: 'any', events: facts(1) },
          ],
          by(),
        ),
      );
      const last = await Promise.all(['from', 'to', 'log'].map(async (stream) => (await streamOf(stream)).at(-1)));
      expect(appended).toEqual(last.map((event) => ({ version: event?.version, position: event?.position })));
      expect(appended.map(({ version }) => version)).toEqual([1n, 3n, 0n]);
      expect((await scene.store.readAll(0n, { limit: 10 })).map(({ position }) => position)).toEqual([1n, 2n, 3n, 4n, 5n, 6n, 7n]);
    });

    it('can be gone on from, in each of the streams', async () => {
      await scene.store.appendMany(
        ['from', 'to'].map((stream) => ({ stream, expected: 'no-stream' as const, events: facts(2) })),
        by(),
      );
      expect(await scene.store.append({ stream: 'from', expected: 1n, events: [fact(3)] }, by())).toEqual(
        ok({ version: 2n, position: 5n }),
      );
      expect(await scene.store.append({ stream: 'to', expected: 'any', events: [fact(3)] }, by())).toEqual(
        ok({ version: 2n, position: 6n }),
      );
      expect(numbers(await streamOf('from'))).toEqual([1, 2, 3]);
      expect(numbers(await scene.store.readStream('to', { direction: 'backwards', from: 1n }))).toEqual([2, 1]);
    });

    it('leaves the streams usable after a refusal', async () => {
      await scene.store.append({ stream: 'to', expected: 'no-stream', events: [fact(0)] }, by());
      const both = ['from', 'to'].map((stream) => ({ stream, expected: 'no-stream' as const, events: [fact(1)] }));
      expect((await scene.store.appendMany(both, by())).ok).toBe(false);
      expect(await scene.store.append({ stream: 'from', expected: 'no-stream', events: [fact(2)] }, by())).toEqual(
        ok({ version: 0n, position: 2n }),
      );
      expect(numbers(await streamOf('from'))).toEqual([2]);
    });

    it('writes nothing at all when one stream refuses', async () => {
      await scene.store.append({ stream: 'to', expected: 'no-stream', events: [fact(0)] }, by());
      expect(
        await scene.store.appendMany(
          [
            { stream: 'from', expected: 'no-stream', events: facts(2) },
            { stream: 'to', expected: 'no-stream', events: facts(3) },
            { stream: 'log', expected: 'exists', events: facts(1) },
          ],
          by(),
        ),
      ).toEqual(fail({ kind: 'version-conflict', stream: 'to', expected: 'no-stream', actual: 0n }));
      expect(await streamOf('from')).toEqual([]);
      expect(await scene.store.head()).toBe(1n);
    });

    it('writes nothing when one event was stored before and the others were not', async () => {
      const event = fact(1);
      await scene.store.append({ stream: 'from', expected: 'no-stream', events: [event] }, by());
      const both = (expected: 'no-stream' | 'any') =>
        scene.store.appendMany(
          [
            { stream: 'to', expected: 'no-stream', events: [fact(2)] },
            { stream: 'from', expected, events: [event] },
          ],
          by(),
        );
      expect(await both('no-stream')).toEqual(fail({ kind: 'version-conflict', stream: 'from', expected: 'no-stream', actual: 0n }));
      expect(await both('any')).toEqual(fail({ kind: 'event-id-reused', stream: 'from', eventId: event.id }));
      expect(await streamOf('to')).toEqual([]);
    });

    it('is all or nothing for each of many callers that compete', async () => {
      const transfers = Array.from({ length: 40 }, (_, number) =>
        scene.store.appendMany(
          [
            { stream: `out-${number % 8}`, expected: 'no-stream', events: [fact(number)] },
            { stream: `in-${number}`, expected: 'no-stream', events: [fact(number)] },
          ],
          by(),
        ),
      );
      const won = (await Promise.all(transfers)).filter((result) => result.ok);
      expect(won).toHaveLength(8);
      expect(await scene.store.head()).toBe(16n);
    });

    it('takes thousands of events in one commit', async () => {
      const appends = Array.from({ length: 300 }, (_, project) => ({
        stream: `project-${project}`,
        expected: 'no-stream' as const,
        events: facts(10),
      }));
      const appended = await accepted(scene.store.appendMany(appends, by()));
      expect(new Set(appended.map(({ version }) => version))).toEqual(new Set([9n]));
      expect(await scene.store.head()).toBe(3_000n);
    });
  });
}
