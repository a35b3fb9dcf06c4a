import { parseInstant } from '@budget/kernel';
import { eventDigest, type AppendOptions } from '@budget/ports';
import { by, fact, facts } from './facts';
import type { Scene } from './scene';

export function recordingContract(scene: Scene): void {
  const note = (stream: string, recordedAt?: string) =>
    scene.store.append(
      { stream, expected: 'any', events: [fact(1)] },
      { ...by(), ...(recordedAt !== undefined && { recordedAt: parseInstant(recordedAt) }) },
    );
  const recorded = async () => (await scene.store.readAll(0n, { limit: 100 })).map(({ metadata }) => metadata.recordedAt);

  describe('the moment of recording', () => {
    it('is that of the clock, in UTC with milliseconds', async () => {
      scene.clock.set('2025-07-01T09:00:00.5+08:00');
      await note('a');
      expect(await recorded()).toEqual(['2025-07-01T01:00:00.500Z']);
    });

    it('never falls, even when the clock is put back', async () => {
      await note('a');
      scene.clock.set('2020-01-01T00:00:00Z');
      await note('b');
      scene.clock.set('2025-07-01T01:00:01Z');
      await note('c');
      expect(await recorded()).toEqual(['2025-07-01T01:00:00.000Z', '2025-07-01T01:00:00.000Z', '2025-07-01T01:00:01.000Z']);
    });

    it('can be given, to simulate a year, but never before an earlier position', async () => {
      await note('a', '2025-01-02T00:00:00Z');
      await note('b', '2025-03-04T00:00:00Z');
      await note('c', '2025-02-01T00:00:00Z');
      expect(await recorded()).toEqual(['2025-01-02T00:00:00.000Z', '2025-03-04T00:00:00.000Z', '2025-03-04T00:00:00.000Z']);
    });

    it("is each one's own when several are given at the same moment", async () => {
      await Promise.all([note('a', '2025-01-02T00:00:00Z'), note('b', '2025-03-04T00:00:00Z'), note('c')]);
      expect(await recorded()).toEqual(['2025-01-02T00:00:00.000Z', '2025-03-04T00:00:00.000Z', '2025-07-01T01:00:00.000Z']);
    });

    it('of a refused append changes nothing', async () => {
      await note('a', '2025-01-02T00:00:00Z');
      await scene.store.append(
        { stream: 'a', expected: 'no-stream', events: [fact(2)] },
        { ...by(), recordedAt: parseInstant('2026-01-01T00:00:00Z') },
      );
      await note('b', '2025-01-03T00:00:00Z');
      expect(await recorded()).toEqual(['2025-01-02T00:00:00.000Z', '2025-01-03T00:00:00.000Z']);
    });
  });

  describe('the trace context', () => {
    const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
    const tracedBy = (actor: string): AppendOptions => ({ metadata: { ...by(actor).metadata, traceparent } });

    it('is kept beside the fact and is not covered by its digest', async () => {
      const actor = '张"，三\\","traceparent":"x';
      await scene.store.append({ stream: 'a', expected: 'no-stream', events: [fact(1)] }, tracedBy(actor));
      await scene.store.appendMany(['b', 'c'].map((stream) => ({ stream, expected: 'any', events: facts(2) })), tracedBy(actor));
      await scene.store.append({ stream: 'd', expected: 'any', events: [fact(1)] }, by(actor));
      const all = await scene.store.readAll(0n, { limit: 10 });
      expect(all.map(({ metadata }) => metadata.traceparent)).toEqual([...Array.from({ length: 5 }, () => traceparent), undefined]);
      expect(all.map(({ metadata }) => metadata.actor)).toEqual(Array.from({ length: 6 }, () => actor));
      expect(all.map(({ digest }) => digest)).toEqual(all.map(eventDigest));
    });

    it('must be one', async () => {
      const wrong = { metadata: { ...by().metadata, traceparent: '00-1-2-01' } };
      await expect(scene.store.append({ stream: 'a', expected: 'any', events: [fact(1)] }, wrong)).rejects.toThrow('traceparent');
    });
  });

  describe('the digest', () => {
    it('can be made again from what is read, for every way of appending', async () => {
      await scene.store.append(
        { stream: 'a"\\\u2028', expected: 'no-stream', events: [fact(1, { payee: '"\\\n\b\u001f\u007f😀 é', zero: -0, big: 1e21 })] },
        by('"\\'),
      );
      await scene.store.append({ stream: 'b', expected: 'any', events: facts(3) }, by());
      await scene.store.appendMany(
        [
          { stream: 'b', expected: 'exists', events: facts(2) },
          { stream: 'c', expected: 'no-stream', events: facts(1) },
        ],
        by(),
      );
      scene.clock.set('2020-01-01T00:00:00Z');
      await Promise.all(
        Array.from({ length: 30 }, (_, number) =>
          scene.store.append({ stream: `d-${number % 20}`, expected: 'no-stream', events: facts(2) }, by()),
        ),
      );

      const all = await scene.store.readAll(0n, { limit: 1_000 });
      expect(all).toHaveLength(47);
      expect(all.map(({ digest }) => digest)).toEqual(all.map(eventDigest));
    });
  });
}
