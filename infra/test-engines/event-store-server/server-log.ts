export type ServerRecord = {
  readonly stream: string;
  readonly revision: number;
  readonly position: number;
  readonly id: string;
  readonly type: string;
  readonly data: Uint8Array;
  readonly metadata: Uint8Array;
  /** In 100-nanosecond ticks since 1970, as the protocol sends it. */
  readonly created: string;
};

export type ProposedRecord = Pick<ServerRecord, 'id' | 'type' | 'data' | 'metadata'>;
export type Expectation = number | 'no-stream' | 'stream-exists' | 'any';
export type AppendOutcome =
  | { readonly kind: 'appended'; readonly revision: number; readonly position: number }
  | { readonly kind: 'wrong-version'; readonly current: number }
  | { readonly kind: 'deleted' };

const FIRST_POSITION = 4_096;
const RECORD_OVERHEAD = 140;

/** The log of an event store server in memory, with the rules of the real one; streams end at revision −1 when they are missing. */
export class ServerLog {
  readonly records: ServerRecord[] = [];
  private readonly streams = new Map<string, ServerRecord[]>();
  private readonly softDeleted = new Map<string, number>();
  private readonly tombstoned = new Set<string>();
  private readonly waiting = new Set<() => void>();
  private end = FIRST_POSITION;

  constructor() {
    // A real server writes about itself; readers of the whole log must pass it over.
    this.append('$settings', 'any', [{ id: '00000000-0000-4000-8000-000000000000', type: '$UpdatedSettings', ...NOTHING }]);
  }

  append(stream: string, expected: Expectation, proposed: readonly ProposedRecord[]): AppendOutcome {
    if (this.tombstoned.has(stream)) return { kind: 'deleted' };
    const written = this.streams.get(stream) ?? [];
    const current = written.length - 1;
    const visible = this.softDeleted.has(stream) && this.softDeleted.get(stream) === written.length ? -1 : current;
    const stored = this.storedBefore(written, expected, current, proposed);
    if (stored) return { kind: 'appended', revision: stored.revision, position: stored.position };
    if (!holds(expected, current, visible)) return { kind: 'wrong-version', current };

    this.streams.set(stream, written);
    for (const { id, type, data, metadata } of proposed) {
      const created = String(BigInt(Date.now()) * 10_000n);
      const record = { stream, revision: written.length, position: this.end, id, type, data, metadata, created };
      written.push(record);
      this.records.push(record);
      this.end += RECORD_OVERHEAD + stream.length + data.length + metadata.length;
    }
    for (const wake of [...this.waiting]) wake();
    return { kind: 'appended', revision: written.length - 1, position: written.at(-1)?.position ?? 0 };
  }

  /** The same ids right behind an expectation that the stream has left: the first answer again. Not at the current revision. */
  private storedBefore(
    written: readonly ServerRecord[],
    expected: Expectation,
    current: number,
    proposed: readonly ProposedRecord[],
  ): ServerRecord | undefined {
    const exact = expected === 'no-stream' ? -1 : expected;
    const first =
      typeof exact === 'number' ? (exact < current ? exact + 1 : -1) : written.findLastIndex(({ id }) => id === proposed[0]?.id);
    if (first < 0) return undefined;
    const there = written.slice(first, first + proposed.length);
    return there.length === proposed.length && there.every(({ id }, index) => id === proposed[index]?.id) ? there.at(-1) : undefined;
  }

  /** What readers of the stream see; undefined when it is missing or deleted. */
  stream(stream: string): readonly ServerRecord[] | undefined {
    const visible = this.streams.get(stream)?.slice(this.softDeleted.get(stream) ?? 0);
    return visible && visible.length > 0 ? visible : undefined;
  }

  isTombstoned(stream: string): boolean {
    return this.tombstoned.has(stream);
  }

  softDelete(stream: string): void {
    this.softDeleted.set(stream, this.streams.get(stream)?.length ?? 0);
  }

  tombstone(stream: string): void {
    this.append(stream, 'any', [{ id: '00000000-0000-4000-8000-000000000001', type: '$streamDeleted', ...NOTHING }]);
    this.tombstoned.add(stream);
  }

  /** Whether a record begins at a position, or the log ends before it. */
  isPlace(position: number): boolean {
    return position > (this.records.at(-1)?.position ?? 0) || this.records.some((record) => record.position === position);
  }

  /** Resolves when something is appended or the signal is aborted. */
  grown(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const wake = (): void => {
        this.waiting.delete(wake);
        signal.removeEventListener('abort', wake);
        resolve();
      };
      this.waiting.add(wake);
      signal.addEventListener('abort', wake);
      if (signal.aborted) wake();
    });
  }
}

const NOTHING = { data: Buffer.from('{}'), metadata: Buffer.from('{}') };

function holds(expected: Expectation, current: number, visible: number): boolean {
  if (expected === 'any') return true;
  if (expected === 'no-stream') return visible === -1;
  return expected === 'stream-exists' ? visible >= 0 : expected === current;
}
