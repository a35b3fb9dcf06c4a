import { setTimeout as pause } from 'node:timers/promises';
import { isPassingTrouble, type RecordedEvent } from '@budget/ports';
import type { LiveFeed, StoredEvent, StreamsGateway } from '../gateway/streams-gateway';
import type { FactSieve, SiftedFact } from './fact-sieve';
import type { LogReader } from './log-reader';
import { openCommits, wholeBeginning } from './whole-commits';

const AWAY_LIMIT_MS = 30_000;
const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 1_000;
/** A feed that is silent for so long is compared with the log: it may have died without a word. */
const SILENCE_MS = 10_000;

export type FollowerLimits = {
  /** How long silence is believed before it is compared with the log, in milliseconds. */
  readonly silenceMs?: number;
  /** How long the store may stay away before following ends with an error, in milliseconds. */
  readonly awayLimitMs?: number;
};

export type Following = { readonly limit: number; readonly signal: AbortSignal };

/**
 * Follows the log for one consumer: by pages while it is behind, by a subscription when it has caught up, by pages again
 * after each break. A position is passed only when what stands there was delivered or does not count.
 */
export class Follower {
  private live: LiveFeed | null = null;
  /** The next page, begun early. */
  private ahead: Promise<readonly StoredEvent[]> | null = null;
  /** Facts read and not yet delivered. */
  private held: SiftedFact[] = [];
  private awaySince: number | null = null;
  private wait = FIRST_PAUSE_MS;
  private readonly silenceMs: number;
  private readonly awayLimitMs: number;

  constructor(
    private readonly gateway: StreamsGateway,
    private readonly log: LogReader,
    private readonly sieve: FactSieve,
    /** Everything up to here was read. */
    private position: bigint,
    { silenceMs = SILENCE_MS, awayLimitMs = AWAY_LIMIT_MS }: FollowerLimits = {},
  ) {
    this.silenceMs = silenceMs;
    this.awayLimitMs = awayLimitMs;
  }

  async *batches({ limit, signal }: Following): AsyncGenerator<readonly RecordedEvent[], void> {
    try {
      while (!signal.aborted) {
        const atEnd = await this.step(limit, signal).catch((error: unknown) => this.away(error, signal));
        let batch = this.taken(limit, atEnd);
        while (batch.length > 0 && !signal.aborted) {
          yield batch;
          batch = this.taken(limit, atEnd);
        }
      }
    } finally {
      this.live?.cancel();
    }
  }

  /** Reads on. True when nothing more was there: a commit that is held in part is all there ever will be. */
  private async step(limit: number, signal: AbortSignal): Promise<boolean> {
    const live = this.live;
    if (live && this.held.length === 0) return this.stepLive(live, limit, signal);
    const reading = this.ahead ?? this.log.stored(this.position, limit);
    this.ahead = null;
    const page = await unlessAborted(reading, signal);
    const facts = await unlessAborted(this.sieve.sift(page ?? []), signal);
    if (!page || !facts) return false;
    this.read(page, facts);
    this.awaySince = null;
    // There is probably more: it is read while the consumer works. Not earlier: by now every commit of this page is decided.
    if (page.length === limit && !this.live) {
      this.ahead = this.log.stored(this.position, limit);
      this.ahead.catch(() => undefined);
    }
    if (page.length < limit && !this.live && openCommits(this.held) === 0) this.live = await this.gateway.subscribeToAll(this.position);
    return page.length === 0;
  }

  private async stepLive(live: LiveFeed, limit: number, signal: AbortSignal): Promise<boolean> {
    const arrived = live.take(limit).filter(({ position }) => position > this.position);
    if (arrived.length > 0) {
      const facts = await unlessAborted(this.sieve.sift(arrived), signal);
      if (facts) this.read(arrived, facts);
      this.wait = FIRST_PAUSE_MS;
      return false;
    }
    if (live.broken) {
      this.live = null;
      throw live.broken;
    }
    const before = performance.now();
    await live.changed(this.silenceMs, signal);
    if (performance.now() - before < this.silenceMs || signal.aborted) return false;
    const missed = await unlessAborted(this.log.stored(this.position, 1), signal);
    if (missed && missed.length > 0) {
      live.cancel();
      this.live = null;
    }
    return false;
  }

  private read(page: readonly { readonly position: bigint }[], facts: readonly SiftedFact[]): void {
    this.held.push(...facts);
    this.position = page.at(-1)?.position ?? this.position;
  }

  /** The next batch that cuts no commit over several streams in two, or empty while one is still incomplete. */
  private taken(limit: number, atEnd: boolean): readonly RecordedEvent[] {
    const count = wholeBeginning(this.held, limit) || (atEnd ? Math.min(limit, this.held.length) : 0);
    return this.held.splice(0, count).map(({ fact }) => fact);
  }

  private async away(error: unknown, signal: AbortSignal): Promise<boolean> {
    this.live?.cancel();
    this.live = null;
    this.ahead = null;
    if (signal.aborted) return false;
    this.awaySince ??= performance.now();
    if (!isPassingTrouble(error) || performance.now() - this.awaySince > this.awayLimitMs) throw error;
    await pause(this.wait, undefined, { signal }).catch(() => undefined);
    this.wait = Math.min(2 * this.wait, LONGEST_PAUSE_MS);
    return false;
  }
}

/** Undefined as soon as the signal is aborted, whatever the work does. */
async function unlessAborted<Value>(work: Promise<Value>, signal: AbortSignal): Promise<Value | undefined> {
  if (signal.aborted) {
    work.catch(() => undefined);
    return undefined;
  }
  let stop: () => void = () => undefined;
  const aborted = new Promise<undefined>((resolve) => {
    stop = () => resolve(undefined);
    signal.addEventListener('abort', stop);
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener('abort', stop);
    work.catch(() => undefined);
  }
}
