import type { EventStore, RecordedEvent } from '@budget/ports';
import { PositionUnknown } from '../gateway/store-away';
import type { StoredEvent, StreamsGateway } from '../gateway/streams-gateway';
import { patiently } from '../patiently';
import type { FactSieve, SiftedFact } from './fact-sieve';
import { openCommits } from './whole-commits';

const PAGE = 1_000;
const LOOK_BACK = 8;
const AWAY_LIMIT_MS = 5_000;

/** Reads all streams in the order of the server's log. */
export class LogReader {
  /** A position that was the head: nothing before it needs to be looked at to find the head of today. */
  private knownHead = 0n;

  constructor(
    private readonly gateway: StreamsGateway,
    private readonly sieve: FactSieve,
  ) {}

  /** Stored events after a position, at most `limit`; fewer at the end of the log. */
  async stored(after: bigint, limit: number): Promise<readonly StoredEvent[]> {
    if (after === 0n) return this.gateway.readAll({ from: 'start', direction: 'forwards', limit });
    try {
      // The server's reads include the position that they begin at.
      const page = await this.gateway.readAll({ from: after, direction: 'forwards', limit: limit + 1 });
      return page.filter(({ position }) => position > after).slice(0, limit);
    } catch (error) {
      // "The position before that of an event" is no place in the log, but a fair question.
      if (!(error instanceof PositionUnknown)) throw error;
      return this.gateway.readAll({ from: after + 1n, direction: 'forwards', limit }).catch((_) => {
        throw error;
      });
    }
  }

  async read(after: bigint, { limit, types }: Parameters<EventStore['readAll']>[1]): Promise<readonly RecordedEvent[]> {
    if (limit < 1 || types?.length === 0) return [];
    const found: RecordedEvent[] = [];
    const wanted = types && new Set(types);
    let met: readonly SiftedFact[] = [];
    let position = after;
    for (;;) {
      // With types most events may be passed over; without, a page is what is still missing.
      const size = wanted ? PAGE : Math.min(limit - found.length, PAGE);
      const page = await patiently(AWAY_LIMIT_MS, () => this.stored(position, size));
      const facts = await this.sieve.sift(page);
      found.push(...facts.map(({ fact }) => fact).filter(({ type }) => !wanted || wanted.has(type)));
      position = page.at(-1)?.position ?? position;
      met = [...met, ...facts];
      if (found.length >= limit) return found.slice(0, limit);
      // A commit was decided while its other facts were still on their way to this page: they are there now.
      if (page.length === 0 || (page.length < size && openCommits(met) === 0)) return found;
      if (openCommits(met) === 0) met = [];
    }
  }

  /** Position of the last fact that counts; facts of an undecided commit do not yet. */
  async head(): Promise<bigint> {
    let from: bigint | 'end' = 'end';
    for (let size = LOOK_BACK; ; size = PAGE) {
      const page: readonly StoredEvent[] = await patiently(AWAY_LIMIT_MS, () =>
        this.gateway.readAll({ from, direction: 'backwards', limit: size }),
      );
      // The server was restored from a backup while this process went on.
      if (from === 'end' && (page[0]?.position ?? 0n) < this.knownHead) this.knownHead = 0n;
      const later = page.filter(({ position }) => position > this.knownHead);
      const fact = await this.sieve.firstDecided(later);
      if (fact) this.knownHead = fact.position > this.knownHead ? fact.position : this.knownHead;
      const last = page.at(-1);
      if (fact || !last || page.length < size || later.length < page.length) return this.knownHead;
      from = last.position;
    }
  }
}
