import type { RecordedEvent } from './event-store.port';

/** The types of fact that a build knows in each kind of stream it keeps figures of. */
export type KnownFacts = ReadonlyMap<string, Readonly<Record<string, unknown>>>;

/** The kind of a stream: its name before the first "-". */
export const streamKind = (stream: string): string => stream.split('-', 1)[0] ?? stream;

/** A fact that must not be passed over: what is kept of its stream would be quietly wrong without it. */
export class UnknownFact extends Error {
  constructor({ type, schemaVersion, stream }: Pick<RecordedEvent, 'type' | 'schemaVersion' | 'stream'>) {
    super(
      `this build knows no ${type} (schema version ${schemaVersion}) in a stream such as ${stream}; a later build has probably written it. ` +
        `Start that build or a newer one: it goes on from here, and nothing is lost.`,
    );
    this.name = 'UnknownFact';
  }
}

/** Throws UnknownFact for a type that is new in a known kind of stream; streams of other kinds pass. */
export function assertKnownFacts(events: readonly RecordedEvent[], known: KnownFacts): void {
  for (const event of events) {
    const types = known.get(streamKind(event.stream));
    if (types !== undefined && !Object.hasOwn(types, event.type)) throw new UnknownFact(event);
  }
}
