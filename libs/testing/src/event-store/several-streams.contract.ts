import { fail, ok } from '@budget/kernel';
import { by, fact, facts } from './facts';
import type { Scene } from './scene';

export function severalStreamsContract(scene: Scene): void {
  const streamOf = (stream: string) => scene.store.readStream(stream);

  describe('appending to several streams at once', () => {
    it('answers in the order given, with positions one after the other', async () => {
      await scene.store.append({ stream: 'to', expected: 'no-stream', events: [fact(0)] }, by());
      expect(
        await scene.store.appendMany(
          [
            { stream: 'from', expected: 'no-stream', events: facts(2) },
            { stream: 'to', expected: 0n, events: facts(3) },
            { stream: 'log', expected: 'any', events: facts(1) },
          ],
          by(),
        ),
      ).toEqual(
        ok([
          { version: 1n, position: 3n },
          { version: 3n, position: 6n },
          { version: 0n, position: 7n },
        ]),
      );
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
      const appended = await scene.store.appendMany(appends, by());
      expect(appended.ok && appended.value.at(-1)).toEqual({ version: 9n, position: 3_000n });
    });
  });
}
