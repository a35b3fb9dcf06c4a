import type { SiftedFact } from './fact-sieve';

/** How many facts of each commit stand among these, against how many it has. */
function missingOf(facts: readonly SiftedFact[]): Map<string, number> {
  const missing = new Map<string, number>();
  for (const { commit } of facts) if (commit) missing.set(commit.name, (missing.get(commit.name) ?? commit.facts) - 1);
  return missing;
}

/** How many commits stand here only in part. */
export const openCommits = (facts: readonly SiftedFact[]): number => [...missingOf(facts).values()].filter((count) => count > 0).length;

/** The length of the longest beginning, of at most `limit` facts, that cuts no commit in two; `limit` when a commit is larger than that. */
export function wholeBeginning(facts: readonly SiftedFact[], limit: number): number {
  const missing = new Map<string, number>();
  let open = 0;
  let whole = 0;
  for (const [index, { commit }] of facts.slice(0, limit).entries()) {
    if (commit) {
      const left = (missing.get(commit.name) ?? commit.facts) - 1;
      if (!missing.has(commit.name) && left > 0) open += 1;
      if (missing.has(commit.name) && left === 0) open -= 1;
      missing.set(commit.name, left);
    }
    if (open === 0) whole = index + 1;
  }
  return whole === 0 && facts.length >= limit ? limit : whole;
}
