import { fail, ok } from '@budget/kernel';
import { NotJson, NotStorable, type ExpectedVersion } from '@budget/ports';
import { accepted, by, fact, facts, numbers } from './facts';
import type { Scene } from './scene';

export function appendingContract(scene: Scene): void {
  const append = (expected: ExpectedVersion, ...events: ReturnType<typeof facts>) =>
    scene.store.append({ stream: 'project-1', expected, events }, by());

  describe('appending', () => {
    it('answers where the last event stands', async () => {
      expect(await append('no-stream', ...facts(3))).toEqual(ok({ version: 2n, position: 3n }));
      expect(await append(2n, fact(4))).toEqual(ok({ version: 3n, position: 4n }));
    });

    it('refuses "no-stream" on a stream that exists, and writes nothing', async () => {
      await append('no-stream', ...facts(2));
      expect(await append('no-stream', fact(9))).toEqual(
        fail({ kind: 'version-conflict', stream: 'project-1', expected: 'no-stream', actual: 1n }),
      );
      expect(await scene.store.head()).toBe(2n);
    });

    it('refuses a version that the stream has left behind', async () => {
      await append('no-stream', ...facts(3));
      expect(await append(1n, fact(9))).toEqual(fail({ kind: 'version-conflict', stream: 'project-1', expected: 1n, actual: 2n }));
    });

    it('refuses a version that the stream has not reached', async () => {
      await append('no-stream', fact(1));
      expect(await append(5n, fact(9))).toEqual(fail({ kind: 'version-conflict', stream: 'project-1', expected: 5n, actual: 0n }));
    });

    it('refuses a version of a stream that does not exist', async () => {
      expect(await append(0n, fact(9))).toEqual(fail({ kind: 'version-conflict', stream: 'project-1', expected: 0n, actual: 'no-stream' }));
      expect(await scene.store.readStream('project-1')).toEqual([]);
    });

    it('refuses "exists" on a stream that does not', async () => {
      expect(await append('exists', fact(9))).toEqual(
        fail({ kind: 'version-conflict', stream: 'project-1', expected: 'exists', actual: 'no-stream' }),
      );
    });

    it('takes "exists" on a stream that does', async () => {
      await append('no-stream', fact(1));
      expect(await append('exists', fact(2))).toEqual(ok({ version: 1n, position: 2n }));
    });

    it('takes "any" whether the stream exists or not', async () => {
      expect(await append('any', fact(1))).toEqual(ok({ version: 0n, position: 1n }));
      expect(await append('any', fact(2))).toEqual(ok({ version: 1n, position: 2n }));
    });

    it('lets exactly one of many writers win who all saw the same version', async () => {
      await append('no-stream', fact(0));
      const results = await Promise.all(facts(20).map((event) => append(0n, event)));
      expect(results.filter(({ ok: won }) => won)).toHaveLength(1);
      expect(results.filter((result) => !result.ok).map((result) => !result.ok && result.failure)).toEqual(
        Array.from({ length: 19 }, () => ({ kind: 'version-conflict', stream: 'project-1', expected: 0n, actual: 1n })),
      );
      expect(await scene.store.head()).toBe(2n);
    });

    it('keeps the order in which one writer appended to one stream without waiting', async () => {
      await Promise.all(facts(50).map((event) => accepted(append('any', event))));
      expect(numbers(await scene.store.readStream('project-1'))).toEqual(Array.from({ length: 50 }, (_, index) => index + 1));
    });

    it('gives versions and positions without gaps to many writers of many streams, refusals among them', async () => {
      const writers = Array.from({ length: 200 }, (_, writer) =>
        scene.store.append(
          { stream: `project-${writer % 80}`, expected: writer % 7 === 0 ? 'no-stream' : 'any', events: facts(1 + (writer % 3)) },
          by(),
        ),
      );
      await Promise.all(writers);
      const all = await scene.store.readAll(0n, { limit: 10_000 });
      expect(all.map(({ position }) => position)).toEqual(all.map((_, index) => BigInt(index + 1)));
      expect(await scene.store.head()).toBe(BigInt(all.length));

      const versions = new Map<string, bigint>();
      for (const { stream, version } of all) {
        expect(version).toBe((versions.get(stream) ?? -1n) + 1n);
        versions.set(stream, version);
      }
    });
  });

  describe('what cannot be kept', () => {
    it('is refused before anything is written, and fails its own caller only', async () => {
      const calls = [
        append('any', { ...fact(1), data: { payee: 'a\u0000b' } }),
        scene.store.append({ stream: 'project-2', expected: 'any', events: [fact(2)] }, by()),
        append('any', { ...fact(3), id: 'not-a-uuid' }),
        append('any'),
      ];
      const results = await Promise.allSettled(calls);
      expect(results.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'rejected', 'rejected']);
      await expect(calls[0]).rejects.toThrow(NotStorable);
      expect(await scene.store.head()).toBe(1n);
    });

    it('is a value that JSON does not know', async () => {
      const date = { at: new Date(0) } as unknown as ReturnType<typeof fact>['data'];
      await expect(append('any', { ...fact(1), data: date })).rejects.toThrow(NotJson);
    });

    it('is a stream named twice in one call', async () => {
      const twice = [0, 1].map((number) => ({ stream: 'project-1', expected: 'any' as const, events: [fact(number)] }));
      await expect(scene.store.appendMany(twice, by())).rejects.toThrow('Stream project-1 is named twice in one append');
    });
  });
}
