import { Caller } from './caller';

export type Load = {
  readonly url: string;
  readonly callers: number;
  readonly seconds: number;
  /** The request text for the n-th request of this load. */
  readonly request: (n: number) => string;
};

/** Milliseconds are of single requests, from the first byte sent to the last byte read. */
export type LoadResult = { readonly perSecond: number; readonly p50: number; readonly p99: number; readonly requests: number };

/** Keeps `callers` connections busy, each with one request at a time. Throws on any answer that is no success. */
export async function runLoad({ url, callers, seconds, request }: Load): Promise<LoadResult> {
  const connections = await Promise.all(Array.from({ length: callers }, () => Caller.open(url)));
  const times: number[] = [];
  let next = 0;
  const begun = performance.now();
  const end = begun + seconds * 1_000;
  await Promise.all(
    connections.map(async (caller) => {
      for (let sent = performance.now(); sent < end;) {
        const status = await caller.send(request(next++));
        if (status < 200 || status > 299) throw new Error(`Answered ${status}`);
        const answered = performance.now();
        times.push(answered - sent);
        sent = answered;
      }
    }),
  );
  const took = (performance.now() - begun) / 1_000;
  connections.forEach((caller) => caller.close());
  times.sort((one, other) => one - other);
  const at = (share: number): number => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? NaN;
  return { perSecond: times.length / took, p50: at(0.5), p99: at(0.99), requests: times.length };
}
