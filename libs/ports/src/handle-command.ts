import { fail, ok, upcast, type Decider, type EventHistory, type JsonObject, type Result } from '@budget/kernel';
import type { AppendOptions, EventStore, NewEvent } from './event-store.port';
import type { Remembered, StreamMemory } from './stream-memory';

type Versioned = { readonly type: string; readonly schemaVersion: number; readonly data: JsonObject };

/** One kind of stream: how its facts are decided and folded, and how old facts are read. */
export type Aggregate<State, Command, Event extends Versioned, Rejection> = {
  readonly decider: Decider<State, Command, Event, Rejection>;
  readonly history: EventHistory<Event>;
};

/** The folded stream with everything that is stored now. */
export function loadStream<State, Command, Event extends Versioned, Rejection>(
  { store, memory }: { readonly store: EventStore; readonly memory: StreamMemory<State> },
  { decider, history }: Aggregate<State, Command, Event, Rejection>,
  stream: string,
): Promise<Remembered<State>> {
  const fold = (state: State, stored: NewEvent): State => decider.evolve(state, upcast(history, stored));
  return memory.refresh(store, stream, fold, decider.initialState);
}

export type Handled<Event> = {
  readonly newEvents: readonly Event[];
  /** Version of the stream afterwards; null when nothing happened to a stream that does not exist. */
  readonly version: bigint | null;
  /** Position of the last new event; null when nothing happened. */
  readonly position: bigint | null;
};

/** Others kept writing to the same stream; the caller may try again. */
export type ConcurrentUpdate = { readonly kind: 'concurrent-update' };
/** The caller named a version (If-Match) and the stream has moved on. */
export type VersionMismatch = { readonly kind: 'version-mismatch'; readonly actual: string };

export type CommandTarget<Command> = {
  readonly stream: string;
  readonly command: Command;
  readonly options: AppendOptions;
  /** If-Match: refuse unless the stream is exactly here, or the command has nothing left to do. */
  readonly ifVersion?: bigint;
};

/** A UUID for the n-th fact of a command at one place: the same append sent again carries the same ids. */
export type NewId = (place: string, index: number) => string;

const ATTEMPTS = 4;

/**
 * Load (fold the stream), decide, append with the expected version. On a conflict it loads what is new and decides again.
 * A remembered state may be behind another process: an accepted decision is then caught by the expected version, and a
 * refusal is only given after looking for newer facts. A decision for nothing is answered whatever version the caller named:
 * its facts are already there, and the sender of a repetition cannot know the version that they led to.
 */
export function handleCommand<State, Command, Event extends Versioned, Rejection>(
  { store, memory, newId }: { store: EventStore; memory: StreamMemory<State>; newId: NewId },
  aggregate: Aggregate<State, Command, Event, Rejection>,
  { stream, command, options, ifVersion }: CommandTarget<Command>,
): Promise<Result<Handled<Event>, Rejection | ConcurrentUpdate | VersionMismatch>> {
  const { decider } = aggregate;
  const refreshed = () => loadStream({ store, memory }, aggregate, stream);
  return memory.exclusive(stream, async () => {
    let known = memory.recall(stream) ?? (await refreshed());

    for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
      const decision = decider.decide(known.state, command);
      const versionDiffers = ifVersion !== undefined && known.version !== ifVersion;
      if (!decision.ok || decision.value.length === 0 || versionDiffers) {
        const fresh = await refreshed();
        if (fresh.version !== known.version) {
          known = fresh;
          continue;
        }
        if (decision.ok && decision.value.length === 0) return ok({ newEvents: [], version: known.version, position: null });
        if (versionDiffers) return fail({ kind: 'version-mismatch', actual: String(known.version ?? 'no-stream') });
        if (!decision.ok) return decision;
      }

      const place = `${options.metadata.commandId}/${stream}@${known.version ?? 'no-stream'}`;
      const events = decision.value.map((event, index) => ({ ...event, id: newId(place, index) }));
      const appended = await store.append({ stream, expected: known.version ?? 'no-stream', events }, options);
      if (appended.ok) {
        memory.advance(stream, known, { state: decision.value.reduce(decider.evolve, known.state), ...appended.value });
        return ok({ newEvents: decision.value, ...appended.value });
      }
      known = await refreshed();
    }
    return fail({ kind: 'concurrent-update' });
  });
}
