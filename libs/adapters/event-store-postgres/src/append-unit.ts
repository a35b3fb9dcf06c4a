import type { Instant, Result } from '@budget/kernel';
import {
  assertStorable,
  canonicalData,
  canonicalJson,
  type Append,
  type AppendConflict,
  type Appended,
  type AppendOptions,
} from '@budget/ports';

export type UnitResult = Result<readonly Appended[], AppendConflict>;

/** One call of a caller, written whole or not at all, with its texts ready to send. */
export type AppendUnit = {
  readonly appends: readonly Append[];
  /** Canonical data of each event, in the order of the appends. */
  readonly data: readonly string[];
  readonly metadata: string;
  readonly recordedAt: Instant | undefined;
};

/** Throws NotStorable or NotJson before anything is sent. */
export function appendUnit(appends: readonly Append[], { metadata, recordedAt }: AppendOptions): AppendUnit {
  assertStorable(appends, metadata);
  const { actor, causationId, commandId, correlationId, traceparent } = metadata;
  return {
    appends,
    data: appends.flatMap(({ events }) => events.map(canonicalData)),
    metadata: canonicalJson({ actor, causationId, commandId, correlationId, ...(traceparent !== undefined && { traceparent }) }),
    recordedAt,
  };
}
