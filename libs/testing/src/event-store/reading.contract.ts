import { accepted, by, fact, facts, numbers } from './facts';
import type { Scene } from './scene';

export function readingContract(scene: Scene): void {
  describe('reading a stream', () => {
    beforeEach(async () => {
      await scene.store.append({ stream: 'other', expected: 'no-stream', events: facts(2) }, by());
      await scene.store.append({ stream: 'project-1', expected: 'no-stream', events: facts(5) }, by());
    });
    const read = async (options?: Parameters<typeof scene.store.readStream>[1]) =>
      numbers(await scene.store.readStream('project-1', options));

    it('gives its events in order', async () => expect(await read()).toEqual([1, 2, 3, 4, 5]));
    it('begins at a version', async () => expect(await read({ from: 2n })).toEqual([3, 4, 5]));
    it('ends at a limit', async () => expect(await read({ from: 1n, limit: 2 })).toEqual([2, 3]));
    it('goes backwards from the end', async () => expect(await read({ direction: 'backwards', limit: 2 })).toEqual([5, 4]));
    it('goes backwards from a version', async () => expect(await read({ direction: 'backwards', from: 1n })).toEqual([2, 1]));
    it('is empty behind the end', async () => expect(await read({ from: 5n })).toEqual([]));
    it('is empty when the stream is missing', async () => expect(await scene.store.readStream('missing')).toEqual([]));
  });

  describe('reading the whole store', () => {
    const typed = (number: number, type: string) => ({ ...fact(number), type });
    beforeEach(async () => {
      await scene.store.append({ stream: 'a', expected: 'any', events: [typed(1, 'Paid'), typed(2, 'Refunded')] }, by());
      await scene.store.append({ stream: 'b', expected: 'any', events: [typed(3, 'Registered'), typed(4, 'Paid')] }, by());
    });

    it('gives every stream in the order of positions', async () => {
      expect(numbers(await scene.store.readAll(0n, { limit: 10 }))).toEqual([1, 2, 3, 4]);
    });
    it('begins after a position', async () => expect(numbers(await scene.store.readAll(2n, { limit: 10 }))).toEqual([3, 4]));
    it('ends at a limit', async () => expect(numbers(await scene.store.readAll(1n, { limit: 2 }))).toEqual([2, 3]));
    it('is empty behind the head', async () => expect(await scene.store.readAll(4n, { limit: 10 })).toEqual([]));
    it('picks types', async () => {
      expect(numbers(await scene.store.readAll(0n, { limit: 10, types: ['Paid', 'Registered'] }))).toEqual([1, 3, 4]);
      expect(numbers(await scene.store.readAll(1n, { limit: 1, types: ['Paid'] }))).toEqual([4]);
      expect(await scene.store.readAll(0n, { limit: 10, types: [] })).toEqual([]);
    });
    it('counts what stands after a position', async () => {
      expect(await Promise.all([0n, 3n, 4n].map((after) => scene.store.countAfter(after, 100)))).toEqual([4n, 1n, 0n]);
    });
    it('knows its head, 0 when empty', async () => expect(await scene.store.head()).toBe(4n));
  });

  describe('what is read', () => {
    it('equals what was written, whole and in every character', async () => {
      const data = {
        payee: "某文化传播有限公司（北京）“甲”'乙'",
        use: 'emoji 😀 👨‍👩‍👧, tab \t, line \n, bell \u0007, backslash \\, quote ", unit separator \u001f, delete \u007f, \\u0000 spelled out',
        separators: '\u2028\u2029\ufeff',
        amount: '30000.00',
        count: 12,
        share: 0.1,
        tiny: 5e-324,
        nested: { list: [1, 'two', null, true, { deep: [] }], empty: {} },
        'key "quoted" 键': null,
      };
      const event = { ...fact(1), type: '支付"Paid"\\', schemaVersion: 3, data };
      await accepted(scene.store.append({ stream: 'stream "一" \\ 😀', expected: 'no-stream', events: [event] }, by('王"小\\明')));

      const [read] = await scene.store.readAll(0n, { limit: 1 });
      expect(read).toEqual({
        ...event,
        stream: 'stream "一" \\ 😀',
        version: 0n,
        position: 1n,
        metadata: { ...by('王"小\\明').metadata, recordedAt: scene.clock.now() },
        digest: read?.digest,
      });
      expect(await scene.store.readStream('stream "一" \\ 😀')).toEqual([read]);
    });

    it('is not changed by what the writer does with its object later', async () => {
      const data = { list: ['a'] };
      await scene.store.append({ stream: 'a', expected: 'any', events: [{ ...fact(1), data }] }, by());
      data.list.push('b');
      expect((await scene.store.readStream('a'))[0]?.data).toEqual({ list: ['a'] });
    });

    it('may be nearly a mebibyte', async () => {
      const text = '预算执行'.repeat(80_000);
      await accepted(scene.store.append({ stream: 'a', expected: 'any', events: [fact(1, { text }), fact(2)] }, by()));
      const [large] = await scene.store.readStream('a');
      expect(large?.data['text'] === text).toBe(true);
    });
  });
}
