import { fail, ok } from '@budget/kernel';
import type { ExpectedVersion, NewEvent } from '@budget/ports';
import type { EventStoreHarness } from './event-store-harness';
import { accepted, by, fact, facts } from './facts';
import type { Scene } from './scene';

export function retryingContract(scene: Scene, ids: EventStoreHarness['ids']): void {
  const append = (stream: string, expected: ExpectedVersion, ...events: readonly NewEvent[]) =>
    scene.store.append({ stream, expected, events }, by());

  describe('appending the same events again', () => {
    it.each<[ExpectedVersion]>([['no-stream'], ['any']])('gives the first answer and writes nothing (%s)', async (expected) => {
      const events = facts(2);
      const first = await append('project-1', expected, ...events);
      expect(await append('project-1', expected, ...events)).toEqual(first);
      expect(await scene.store.head()).toBe(2n);
    });

    it('gives the first answer also after others have written more', async () => {
      const [first, second] = [fact(1), fact(2)];
      await append('project-1', 'no-stream', first);
      await append('project-1', 0n, second);
      await append('project-1', 1n, ...facts(3));
      expect(await append('project-1', 'no-stream', first)).toEqual(ok({ version: 0n, position: 1n }));
      expect(await append('project-1', 0n, second)).toEqual(ok({ version: 1n, position: 2n }));
      expect(await append('project-1', 'exists', second)).toEqual(ok({ version: 1n, position: 2n }));
      expect(await scene.store.head()).toBe(5n);
    });

    it('keeps what was written the first time, whatever the second says', async () => {
      const event = fact(1);
      await append('project-1', 'no-stream', event);
      await append('project-1', 'no-stream', { ...event, data: { number: 99 } });
      expect((await scene.store.readStream('project-1')).map(({ data }) => data)).toEqual([{ number: 1 }]);
    });

    it('is a conflict when only a part was there before', async () => {
      const [first, second] = [fact(1), fact(2)];
      await append('project-1', 'no-stream', first);
      expect(await append('project-1', 'no-stream', first, second)).toEqual(
        fail({ kind: 'version-conflict', stream: 'project-1', expected: 'no-stream', actual: 0n }),
      );
      expect(await append('project-1', 'any', first, second)).toEqual(
        fail({ kind: 'event-id-reused', stream: 'project-1', eventId: first.id }),
      );
      expect(await append('project-1', 'any', second, first)).toEqual(
        fail({ kind: 'event-id-reused', stream: 'project-1', eventId: first.id }),
      );
    });

    it('is a conflict in another order', async () => {
      const [first, second] = [fact(1), fact(2)];
      await append('project-1', 'no-stream', first, second);
      expect(await append('project-1', 'no-stream', second, first)).toEqual(
        fail({ kind: 'version-conflict', stream: 'project-1', expected: 'no-stream', actual: 1n }),
      );
      expect(await append('project-1', 'any', second, first)).toEqual(
        fail({ kind: 'event-id-reused', stream: 'project-1', eventId: second.id }),
      );
    });

    it('at the current version is a reused id, not a second event', async () => {
      const event = fact(1);
      await append('project-1', 'no-stream', event);
      expect(await append('project-1', 0n, event)).toEqual(fail({ kind: 'event-id-reused', stream: 'project-1', eventId: event.id }));
      expect(await scene.store.head()).toBe(1n);
    });

    it('by two callers at the same moment is one event', async () => {
      const event = fact(1);
      const results = await Promise.all([append('project-1', 'no-stream', event), append('project-1', 'no-stream', event)]);
      expect(results).toEqual([ok({ version: 0n, position: 1n }), ok({ version: 0n, position: 1n })]);
    });

    it('works for a whole import of several streams', async () => {
      const appends = [1, 2, 3].map((project) => ({
        stream: `project-${project}`,
        expected: 'no-stream' as const,
        events: facts(project),
      }));
      const first = await accepted(scene.store.appendMany(appends, by()));
      await append('project-2', 'exists', fact(9));
      expect(await accepted(scene.store.appendMany(appends, by()))).toEqual(first);
      expect(await scene.store.head()).toBe(7n);
    });
  });

  describe('appending the same event id to another stream', () => {
    if (ids === 'per-stream') {
      it('is another fact', async () => {
        const event = fact(1);
        await append('project-1', 'no-stream', event);
        expect(await append('project-2', 'no-stream', event)).toEqual(ok({ version: 0n, position: 2n }));
      });
      return;
    }

    it('is a reused id', async () => {
      const event = fact(1);
      await append('project-1', 'no-stream', event);
      for (const expected of ['no-stream', 'any'] as const) {
        expect(await append('project-2', expected, event)).toEqual(
          fail({ kind: 'event-id-reused', stream: 'project-2', eventId: event.id }),
        );
      }
      await append('project-2', 'no-stream', fact(2));
      expect(await append('project-2', 'exists', fact(3), event)).toEqual(
        fail({ kind: 'event-id-reused', stream: 'project-2', eventId: event.id }),
      );
      expect(await append('project-2', 7n, event)).toEqual(
        fail({ kind: 'version-conflict', stream: 'project-2', expected: 7n, actual: 0n }),
      );
      expect(await scene.store.head()).toBe(2n);
    });

    it('at the same moment writes it once and hurts nobody else', async () => {
      const event = fact(1);
      const [first, second, third] = await Promise.all([
        append('project-1', 'no-stream', event),
        append('project-2', 'no-stream', event),
        append('project-3', 'no-stream', fact(3)),
      ]);
      expect(first).toEqual(ok({ version: 0n, position: 1n }));
      expect(second).toEqual(fail({ kind: 'event-id-reused', stream: 'project-2', eventId: event.id }));
      expect(third).toEqual(ok({ version: 0n, position: 2n }));
    });
  });
}
