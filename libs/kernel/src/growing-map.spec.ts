import fc from 'fast-check';
import { GrowingMap } from './growing-map';

describe('a growing map', () => {
  it('is empty at first', () => {
    const empty = GrowingMap.empty<string, number>();
    expect(empty.get('a')).toBeUndefined();
    expect([...empty.entries()]).toStrictEqual([]);
  });

  it('leaves the earlier version as it was', () => {
    const one = GrowingMap.empty<string, number>().with('a', 1);
    const two = one.with('a', 2).with('b', 3);
    expect([...one.entries()]).toStrictEqual([['a', 1]]);
    expect([...two.entries()]).toStrictEqual([
      ['a', 2],
      ['b', 3],
    ]);
  });

  it('may have two futures that do not see each other', () => {
    const past = GrowingMap.empty<string, number>().with('a', 1);
    const left = past.with('b', 2);
    const right = past.with('b', 3).with('c', 4);
    expect([past.get('b'), left.get('b'), right.get('b'), left.get('c')]).toStrictEqual([undefined, 2, 3, undefined]);
  });

  it('keeps a stored undefined apart from nothing in its entries', () => {
    expect([...GrowingMap.empty<string, undefined>().with('a', undefined).entries()]).toStrictEqual([['a', undefined]]);
  });

  it('behaves like a Map that is copied at each step, whichever version is continued', () => {
    const steps = fc.array(fc.record({ from: fc.nat(), key: fc.integer({ min: 0, max: 5 }), value: fc.integer() }), { maxLength: 60 });
    fc.assert(
      fc.property(steps, (history) => {
        const versions = [{ growing: GrowingMap.empty<number, number>(), copied: new Map<number, number>() }];
        for (const { from, key, value } of history) {
          const version = versions[from % versions.length] as (typeof versions)[number];
          versions.push({ growing: version.growing.with(key, value), copied: new Map(version.copied).set(key, value) });
        }
        for (const { growing, copied } of versions) {
          expect([...growing.entries()]).toStrictEqual([...copied]);
          for (let key = 0; key <= 6; key++) expect(growing.get(key)).toBe(copied.get(key));
        }
      }),
    );
  });
});
