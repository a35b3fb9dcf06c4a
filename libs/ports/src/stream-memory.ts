import type { EventStore, RecordedEvent } from './event-store.port';

/** `version` and `position` of the last fact folded in; null for a stream that does not exist. */
export type Remembered<State> = { readonly state: State; readonly version: bigint | null; readonly position: bigint | null };

const PAGE = 5_000;

/**
 * The folded state of the streams touched lately, so that a stream of thousands of facts is not read again for each
 * command. Never trusted by itself: appends name the remembered version, and `refresh` reads only what came after it.
 */
export class StreamMemory<State> {
  private readonly streams = new Map<string, Remembered<State>>();
  private readonly turns = new Map<string, Promise<unknown>>();

  constructor(private readonly capacity: number) {}

  /** Commands of this process on one stream take turns: they would only conflict with each other in the store. */
  async exclusive<Value>(stream: string, work: () => Promise<Value>): Promise<Value> {
    const turn = (this.turns.get(stream) ?? Promise.resolve()).then(work, work);
    this.turns.set(stream, turn);
    try {
      return await turn;
    } finally {
      if (this.turns.get(stream) === turn) this.turns.delete(stream);
    }
  }

  recall(stream: string): Remembered<State> | undefined {
    return this.streams.get(stream);
  }

  /** Reads what is newer than remembered (everything, the first time) and folds it in. */
  async refresh(
    store: EventStore,
    stream: string,
    fold: (state: State, event: RecordedEvent) => State,
    initialState: State,
  ): Promise<Remembered<State>> {
    let known: Remembered<State> = this.recall(stream) ?? { state: initialState, version: null, position: null };
    for (;;) {
      const newer = await store.readStream(stream, { from: known.version === null ? 0n : known.version + 1n, limit: PAGE });
      const last = newer.at(-1);
      if (last) known = { state: newer.reduce(fold, known.state), version: last.version, position: last.position };
      if (newer.length < PAGE) break;
    }
    this.keep(stream, known);
    return known;
  }

  /** Remembers a state that the caller folded itself, unless someone has remembered a later one meanwhile. */
  advance(stream: string, from: Remembered<State>, next: Remembered<State>): void {
    const current = this.streams.get(stream);
    if (current === undefined || current.version === from.version) this.keep(stream, next);
  }

  private keep(stream: string, known: Remembered<State>): void {
    const current = this.streams.get(stream)?.version ?? -1n;
    if (known.version === null || known.version < current) return;
    this.streams.delete(stream);
    this.streams.set(stream, known);
    if (this.streams.size > this.capacity) this.streams.delete(this.streams.keys().next().value as string);
  }
}
