import type { DomainEvent, JsonObject } from './domain-event';

export type StoredFact = DomainEvent<string, number, JsonObject>;

type VersionedFact = { readonly type: string; readonly schemaVersion: number };

/** For each event type: its schema version today, and one step up from every earlier version. */
export type EventHistory<Event extends VersionedFact> = {
  readonly [Type in Event['type']]: {
    readonly current: Extract<Event, { type: Type }>['schemaVersion'];
    readonly steps: { readonly [fromVersion: number]: (data: JsonObject) => JsonObject };
  };
};

/** Whether this history knows the type at all: subscriptions over the whole store use it to pass by other streams' facts. */
export const knows = <Event extends VersionedFact>(history: EventHistory<Event>, type: string): type is Event['type'] =>
  Object.hasOwn(history, type);

/** Lifts a stored fact to today's schema version. Throws on an unknown type, a missing step or a version of newer code. */
export function upcast<Event extends VersionedFact>(history: EventHistory<Event>, stored: StoredFact): Event {
  if (!knows(history, stored.type)) throw new Error(`Unknown event type ${stored.type}`);
  const known = history[stored.type];

  let { data, schemaVersion } = stored;
  for (; schemaVersion < known.current; schemaVersion++) {
    const step = known.steps[schemaVersion];
    if (!step) throw new Error(`No step from ${stored.type} version ${schemaVersion}`);
    data = step(data);
  }
  if (schemaVersion !== known.current) throw new Error(`${stored.type} version ${schemaVersion} was written by newer code`);

  return { type: stored.type, schemaVersion, data } as unknown as Event;
}
