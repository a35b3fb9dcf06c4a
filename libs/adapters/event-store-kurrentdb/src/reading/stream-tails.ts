import type { RecordedEvent } from '@budget/ports';
import { BoundedMap } from '../bounded-map';
import type { StreamEnd } from '../gateway/streams-gateway';

/** Where a stream ends on the server, and for readers: void facts of commits that failed take revisions but no versions. */
export type Tail = {
  readonly end: StreamEnd;
  /** Version of the last fact that counts; -1n when there is none. */
  readonly version: bigint;
  /** Ids of the last facts that count, oldest first. */
  readonly ids: readonly string[];
};

export const NO_TAIL: Tail = { end: 'no-stream', version: -1n, ids: [] };
/** How many of the last ids of a stream are compared before an append (docs/adr/0040). */
export const IDS_LOOKED_AT = 32;
const REMEMBERED = 20_000;

/** The tails of the streams touched lately. Never trusted alone: an append names the end it expects, and the server compares. */
export class StreamTails {
  private readonly tails = new BoundedMap<string, Tail>(REMEMBERED);

  get(stream: string): Tail | undefined {
    return this.tails.get(stream);
  }

  set(stream: string, tail: Tail): void {
    this.tails.set(stream, tail);
  }

  forget(stream: string): void {
    this.tails.delete(stream);
  }

  /** A reader has seen the stream to its end; `from` is the revision it began at. */
  seen(stream: string, from: bigint, end: bigint, facts: readonly RecordedEvent[]): void {
    const current = this.get(stream);
    const known = from === 0n ? NO_TAIL : current;
    if (!known || (current && end < revisionOf(current))) return;
    if (from > revisionOf(known) + 1n) return;
    const later = facts.filter(({ version }) => version > known.version);
    this.set(stream, joined(known, end, later));
  }

  /** These facts were appended behind the tail. */
  appended(stream: string, tail: Tail, end: bigint, ids: readonly string[]): void {
    this.set(stream, { end, version: tail.version + BigInt(ids.length), ids: [...tail.ids, ...ids].slice(-IDS_LOOKED_AT) });
  }
}

const revisionOf = ({ end }: Tail): bigint => (end === 'no-stream' ? -1n : end);

const joined = (known: Tail, end: bigint, facts: readonly RecordedEvent[]): Tail => ({
  end,
  version: facts.at(-1)?.version ?? known.version,
  ids: [...known.ids, ...facts.map(({ id }) => id)].slice(-IDS_LOOKED_AT),
});
