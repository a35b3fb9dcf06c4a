import type { Append, AppendConflict, Appended, RecordedEvent } from '@budget/ports';
import type { StreamReader } from '../reading/stream-reader';
import { IDS_LOOKED_AT, NO_TAIL, type StreamTails, type Tail } from '../reading/stream-tails';

export type Verdict =
  | { readonly kind: 'fresh'; readonly tail: Tail }
  /** A retry: these events stand where they belong. `otherwise`: the conflict, should the rest of the call be new. */
  | { readonly kind: 'stored'; readonly appended: Appended; readonly otherwise: AppendConflict }
  | { readonly kind: 'refused'; readonly conflict: AppendConflict };

/**
 * What an append is to its stream: new, already done, or in conflict (docs/adr/0004). "guess": an append that would found the
 * stream is sent without reading first; the server refuses it when the stream is there after all.
 */
export class AppendJudge {
  constructor(
    private readonly reader: StreamReader,
    private readonly tails: StreamTails,
  ) {}

  async judge(append: Append, unknown: 'guess' | 'read'): Promise<Verdict> {
    const { stream, expected } = append;
    const remembered = this.tails.get(stream);
    if (!remembered && unknown === 'guess' && (expected === 'any' || expected === 'no-stream')) return { kind: 'fresh', tail: NO_TAIL };
    const verdict = remembered && (await this.against(append, remembered));
    // A memory may be behind the store: only a new reading refuses.
    return verdict?.kind === 'fresh' ? verdict : this.against(append, await this.reader.tail(stream));
  }

  private async against(append: Append, tail: Tail): Promise<Verdict> {
    const { stream, expected, events } = append;
    const exact = expected === 'no-stream' ? -1n : typeof expected === 'bigint' ? expected : null;
    const moved: AppendConflict = {
      kind: 'version-conflict',
      stream,
      expected,
      actual: tail.version < 0n ? 'no-stream' : tail.version,
    };
    if (exact !== null && exact !== tail.version) {
      const there = exact < tail.version ? await this.reader.read(stream, { from: exact + 1n, limit: events.length }) : [];
      return inPlace(append, there) ? stored(there, moved) : { kind: 'refused', conflict: moved };
    }
    if (expected === 'exists' && tail.version < 0n) return { kind: 'refused', conflict: moved };

    const known = events.find(({ id }) => tail.ids.includes(id));
    if (!known) return { kind: 'fresh', tail };
    const reused: AppendConflict = { kind: 'event-id-reused', stream, eventId: known.id };
    if (exact !== null) return { kind: 'refused', conflict: reused };
    const last = [...(await this.reader.read(stream, { direction: 'backwards', limit: IDS_LOOKED_AT + events.length }))].reverse();
    const begin = last.findIndex(({ id }) => id === events[0]?.id);
    const there = begin < 0 ? [] : last.slice(begin, begin + events.length);
    return inPlace(append, there) ? stored(there, reused) : { kind: 'refused', conflict: reused };
  }
}

const inPlace = ({ events }: Append, there: readonly RecordedEvent[]): boolean =>
  there.length === events.length && events.every(({ id }, index) => there[index]?.id === id);

function stored(there: readonly RecordedEvent[], otherwise: AppendConflict): Verdict {
  const { version, position } = there.at(-1) as RecordedEvent;
  return { kind: 'stored', appended: { version, position }, otherwise };
}
