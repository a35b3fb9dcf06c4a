import type { EventStore, RecordedEvent } from '@budget/ports';
import type { StoredEvent, StreamsGateway } from '../gateway/streams-gateway';
import type { Namespace } from '../namespace';
import { patiently } from '../patiently';
import type { FactSieve } from './fact-sieve';
import { IDS_LOOKED_AT, NO_TAIL, type StreamTails, type Tail } from './stream-tails';

const PAGE = 1_000;
const AWAY_LIMIT_MS = 5_000;

/** Reads one stream by the versions that count; a version never stands before the revision of the same number. */
export class StreamReader {
  constructor(
    private readonly gateway: StreamsGateway,
    private readonly namespace: Namespace,
    private readonly sieve: FactSieve,
    private readonly tails: StreamTails,
  ) {}

  async read(stream: string, options: Parameters<EventStore['readStream']>[1] = {}): Promise<readonly RecordedEvent[]> {
    const { from, direction = 'forwards', limit = Infinity } = options;
    if (limit < 1) return [];
    return direction === 'forwards' ? this.forwards(stream, from ?? 0n, limit) : this.backwards(stream, from, limit);
  }

  private async forwards(stream: string, from: bigint, limit: number): Promise<readonly RecordedEvent[]> {
    const found: RecordedEvent[] = [];
    let revision = from;
    let end: bigint | null = null;
    for (;;) {
      const size = Math.min(limit - found.length, PAGE);
      const page = await this.page(stream, { from: revision, direction: 'forwards', limit: size });
      found.push(...(await this.facts(page)).filter(({ version }) => version >= from));
      end = page.at(-1)?.revision ?? end;
      if (end !== null) revision = end + 1n;
      if (page.length < size) break;
      if (found.length >= limit) return found;
    }
    if (end !== null) this.tails.seen(stream, from, end, found);
    return found;
  }

  private async backwards(stream: string, from: bigint | undefined, limit: number): Promise<readonly RecordedEvent[]> {
    const found: RecordedEvent[] = [];
    let revision: bigint | 'end' = from === undefined ? 'end' : await this.latestRevisionOf(stream, from);
    for (;;) {
      const size = Math.min(limit - found.length, PAGE);
      const page = await this.page(stream, { from: revision, direction: 'backwards', limit: size });
      found.push(...(await this.facts(page)).filter(({ version }) => from === undefined || version <= from));
      const last: bigint | undefined = page.at(-1)?.revision;
      if (page.length < size || last === undefined || last === 0n || found.length >= limit) return found;
      revision = last - 1n;
    }
  }

  /** As many void facts as the stream has may stand before a version. */
  private async latestRevisionOf(stream: string, version: bigint): Promise<bigint | 'end'> {
    const tail = this.tails.get(stream) ?? (await this.tail(stream));
    if (tail.end === 'no-stream' || version >= tail.version) return 'end';
    return version + (tail.end - tail.version);
  }

  /** The tail as it stands now, remembered. Waits for a commit that is under way there. */
  async tail(stream: string): Promise<Tail> {
    let end: bigint | null = null;
    let revision: bigint | 'end' = 'end';
    const ids: string[] = [];
    let version = -1n;
    for (let size = IDS_LOOKED_AT; ; size = PAGE) {
      const page = await this.page(stream, { from: revision, direction: 'backwards', limit: size });
      end ??= page[0]?.revision ?? null;
      const facts = await this.facts(page);
      if (ids.length === 0) version = facts[0]?.version ?? -1n;
      ids.push(...facts.map(({ id }) => id));
      const last: bigint | undefined = page.at(-1)?.revision;
      if (facts.length > 0 || last === undefined || last === 0n) break;
      revision = last - 1n;
    }
    const tail: Tail = end === null ? NO_TAIL : { end, version, ids: ids.slice(0, IDS_LOOKED_AT).reverse() };
    this.tails.set(stream, tail);
    return tail;
  }

  private page(stream: string, options: Parameters<StreamsGateway['readStream']>[1]): Promise<readonly StoredEvent[]> {
    const name = this.namespace.stored(stream);
    return patiently(AWAY_LIMIT_MS, () => this.gateway.readStream(name, options));
  }

  private async facts(page: readonly StoredEvent[]): Promise<readonly RecordedEvent[]> {
    return (await this.sieve.sift(page)).map(({ fact }) => fact);
  }
}
