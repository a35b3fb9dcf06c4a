import fc from 'fast-check';
import type { SiftedFact } from './fact-sieve';
import { openCommits, wholeBeginning } from './whole-commits';

const fact = (commit: string | null, facts: number): SiftedFact => ({
  fact: {} as SiftedFact['fact'],
  commit: commit === null ? undefined : { name: commit, facts, patienceMs: 1 },
});

/** Facts of single appends and of whole commits, the commits' facts in among each other. */
const logs = fc.tuple(fc.nat(6), fc.array(fc.integer({ min: 2, max: 5 }), { maxLength: 5 })).chain(([singles, commits]) => {
  const all = [
    ...Array.from({ length: singles }, () => fact(null, 1)),
    ...commits.flatMap((size, name) => Array.from({ length: size }, () => fact(`${name}`, size))),
  ];
  return fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length });
});

describe('a batch of facts', () => {
  it('never cuts a commit in two, unless the commit is larger than the batch', () => {
    fc.assert(
      fc.property(logs, fc.integer({ min: 1, max: 40 }), (log, limit) => {
        const length = wholeBeginning(log, limit);
        const forced = length === limit && openCommits(log.slice(0, length)) > 0;
        expect(length).toBeLessThanOrEqual(Math.min(limit, log.length));
        expect(forced || openCommits(log.slice(0, length)) === 0).toBe(true);
        if (forced) for (let shorter = 1; shorter < limit; shorter++) expect(openCommits(log.slice(0, shorter))).toBeGreaterThan(0);
      }),
    );
  });

  it('is as long as it can be, so that every log is delivered to its end', () => {
    fc.assert(
      fc.property(logs, fc.integer({ min: 1, max: 40 }), (log, limit) => {
        let left = [...log];
        while (left.length > 0) {
          const length = wholeBeginning(left, limit);
          // After a forced cut the rest of a commit never becomes whole again: the follower delivers it at the end of the log.
          if (length === 0) break;
          left = left.slice(length);
        }
        expect(left.length).toBeLessThan(limit);
      }),
    );
  });
});
