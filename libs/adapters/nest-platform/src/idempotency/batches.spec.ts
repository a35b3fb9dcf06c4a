import { Batches } from './batches';

describe('batches', () => {
  it('run the first at once and what comes meanwhile together', async () => {
    const runs: number[][] = [];
    const batches = new Batches<number, number>(async (items) => {
      runs.push([...items]);
      await new Promise(setImmediate);
      return items.map((item) => item * 10);
    });
    expect(await Promise.all([1, 2, 3, 4].map((item) => batches.add(item)))).toEqual([10, 20, 30, 40]);
    expect(runs).toEqual([[1], [2, 3, 4]]);
    expect(await batches.add(5)).toBe(50);
  });

  it('fail together and then go on', async () => {
    let broken = true;
    const batches = new Batches<number, number>((items) => (broken ? Promise.reject(new Error('away')) : Promise.resolve(items)));
    expect(await Promise.allSettled([batches.add(1), batches.add(2)])).toMatchObject([{ status: 'rejected' }, { status: 'rejected' }]);
    broken = false;
    expect(await batches.add(3)).toBe(3);
  });
});
