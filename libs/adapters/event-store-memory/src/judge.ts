import type { Append, AppendConflict, Appended, RecordedEvent } from '@budget/ports';

export type Verdict =
  | { readonly kind: 'fresh' }
  /** A retry: these events stand where they belong. `otherwise`: the conflict, should the rest of the call be new. */
  | { readonly kind: 'stored'; readonly appended: Appended; readonly otherwise: AppendConflict }
  | { readonly kind: 'refused'; readonly conflict: AppendConflict };

/** What an append is to its stream as it stands: new, already done, or in conflict. */
export function judge(
  { stream, expected, events }: Append,
  written: readonly RecordedEvent[],
  byId: ReadonlyMap<string, RecordedEvent>,
): Verdict {
  const actual = BigInt(written.length) - 1n;
  const exact = expected === 'no-stream' ? -1n : typeof expected === 'bigint' ? expected : null;
  const moved: AppendConflict = { kind: 'version-conflict', stream, expected, actual: actual < 0n ? 'no-stream' : actual };
  const known = events.find(({ id }) => byId.has(id));
  const reused: AppendConflict | null = known ? { kind: 'event-id-reused', stream, eventId: known.id } : null;

  const first = byId.get(events[0]?.id ?? '')?.version;
  const inPlace =
    first !== undefined &&
    (exact === null || (exact !== actual && first === exact + 1n)) &&
    events.every(({ id }, index) => byId.get(id)?.stream === stream && byId.get(id)?.version === first + BigInt(index));
  if (inPlace) {
    const last = byId.get(events.at(-1)?.id ?? '') as RecordedEvent;
    const otherwise = exact === null && reused ? reused : moved;
    return { kind: 'stored', appended: { version: last.version, position: last.position }, otherwise };
  }
  if (exact !== null && exact !== actual) return { kind: 'refused', conflict: moved };
  if (expected === 'exists' && actual < 0n) return { kind: 'refused', conflict: moved };
  return reused ? { kind: 'refused', conflict: reused } : { kind: 'fresh' };
}
