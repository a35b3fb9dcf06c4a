import { fail, ok, type Instant } from '@budget/kernel';
import type { Append, AppendConflict, Appended, ExpectedVersion } from '@budget/ports';
import type { AppendUnit, UnitResult } from './append-unit';

export const APPEND_CALL = 'SELECT event_store.append_group($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) AS answer';

const SEPARATOR = '\u001f';

const expectationCode = (expected: ExpectedVersion): string => {
  if (expected === 'no-stream') return '-1';
  if (expected === 'any') return '-2';
  if (expected === 'exists') return '-3';
  return expected.toString();
};

/** The parameters of `event_store.append_group`. */
export function appendParameters(units: readonly AppendUnit[], instant: Instant, lookUpIds: boolean): unknown[] {
  const [streams, expectations, counts, unitOf] = [[], [], [], []] as [string[], string[], number[], number[]];
  const [appendOf, offsets, eventStreams, ids, types, schemaVersions] = [[], [], [], [], [], []] as [
    number[],
    number[],
    string[],
    string[],
    string[],
    number[],
  ];
  const data: string[] = [];
  const metadata: string[] = [];

  for (const [unit, { appends, data: unitData, metadata: unitMetadata }] of units.entries()) {
    for (const { stream, expected, events } of appends) {
      streams.push(stream);
      expectations.push(expectationCode(expected));
      counts.push(events.length);
      unitOf.push(unit);
      for (const [offset, event] of events.entries()) {
        appendOf.push(streams.length);
        offsets.push(offset);
        eventStreams.push(stream);
        ids.push(event.id);
        types.push(event.type);
        schemaVersions.push(event.schemaVersion);
        metadata.push(unitMetadata);
      }
    }
    data.push(...unitData);
  }
  const columns = [streams, expectations, counts, unitOf, appendOf, offsets, eventStreams, ids, types, schemaVersions, data, metadata];
  return [...columns.map((column) => column.join(SEPARATOR)), instant, lookUpIds];
}

type Outcome = {
  readonly outcome: 'fresh' | 'stored' | 'conflict' | 'reused';
  readonly id: string | null;
  readonly actual: string;
  readonly version: string | null;
  readonly position: string | null;
};
type Answer = { readonly head: string; readonly outcomes: readonly Outcome[] | null };

export type GroupResult = { readonly results: readonly UnitResult[]; readonly head: bigint };

/** What the function answered, for each unit; `head` is the last position that this call wrote, or the one it found. */
export function readAnswer(units: readonly AppendUnit[], text: string): GroupResult {
  const { head, outcomes } = JSON.parse(text) as Answer;
  if (!outcomes) return allAsExpected(units, BigInt(head));
  let next = 0;
  const results = units.map(({ appends }) => unitResult(appends, outcomes.slice(next, (next += appends.length))));
  const last = results
    .flatMap((result) => (result.ok ? result.value : []))
    .reduce((top, { position }) => (position > top ? position : top), BigInt(head));
  return { results, head: last };
}

function allAsExpected(units: readonly AppendUnit[], head: bigint): GroupResult {
  let position = head;
  const results = units.map(({ appends }) =>
    ok(
      appends.map(({ expected, events }): Appended => {
        const count = BigInt(events.length);
        position += count;
        return { version: (typeof expected === 'bigint' ? expected : -1n) + count, position };
      }),
    ),
  );
  return { results, head: position };
}

function unitResult(appends: readonly Append[], outcomes: readonly Outcome[]): UnitResult {
  const conflicts = appends.map((append, at) => conflictOf(append, outcomes[at] as Outcome));
  const refused = outcomes.findIndex(({ outcome }) => outcome === 'conflict' || outcome === 'reused');
  if (refused >= 0) return fail(conflicts[refused] as AppendConflict);

  // What was stored before cannot stand beside what is new: all of them or none.
  const mixed = outcomes.some(({ outcome }) => outcome !== outcomes[0]?.outcome);
  if (mixed) return fail(conflicts[outcomes.findIndex(({ outcome }) => outcome === 'stored')] as AppendConflict);
  return ok(outcomes.map(({ version, position }) => ({ version: BigInt(version as string), position: BigInt(position as string) })));
}

function conflictOf({ stream, expected }: Append, { outcome, id, actual }: Outcome): AppendConflict {
  const unconditional = expected === 'any' || expected === 'exists';
  if (outcome === 'reused' || (outcome === 'stored' && unconditional)) return { kind: 'event-id-reused', stream, eventId: id as string };
  return { kind: 'version-conflict', stream, expected, actual: actual === '-1' ? 'no-stream' : BigInt(actual) };
}
