/** Callers that each do `work` again and again for `seconds`; answers how many times a second it was done in all. */
export async function perSecond(callers: number, seconds: number, work: (caller: number) => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  const end = begun + seconds * 1_000;
  let done = 0;
  const call = async (caller: number): Promise<void> => {
    while (performance.now() < end) {
      await work(caller);
      done += 1;
    }
  };
  await Promise.all(Array.from({ length: callers }, (_, caller) => call(caller)));
  return (done * 1_000) / (performance.now() - begun);
}

export const median = (figures: readonly number[]): number => percentile(figures, 50);

export function percentile(figures: readonly number[], percent: number): number {
  const sorted = [...figures].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * percent) / 100))] ?? Number.NaN;
}
