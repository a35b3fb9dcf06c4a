import { eventIdFor } from '@budget/adapters/nest-platform';
import type { Instant, JsonObject } from '@budget/kernel';
import type { Appended, EventStore } from '@budget/ports';
import { EXIT_USAGE } from '@budget/service-host';
import { CommandFailed } from '../command-failed';

type Fact = { readonly type: string; readonly schemaVersion: number; readonly data: JsonObject };

export type Writing = {
  readonly stream: string;
  /** Version of the stream before; null when it must not exist. */
  readonly after: bigint | null;
  readonly facts: readonly Fact[];
  readonly commandId: string;
  readonly causationId?: string;
  readonly actor: string;
  readonly recordedAt: Instant;
};

/** Appends of a simulation. Ids follow from the commands, so that what an interrupted run has written is found and not doubled. */
export class CountyWriter {
  /** Events written or found already written. */
  events = 0;

  constructor(private readonly store: EventStore) {}

  async write({ stream, after, facts, commandId, causationId, actor, recordedAt }: Writing): Promise<Appended> {
    const place = this.placeOf({ stream, after, commandId });
    const events = facts.map((fact, index) => ({ ...fact, id: eventIdFor(place, index) }));
    const metadata = { commandId, correlationId: causationId ?? commandId, causationId: causationId ?? commandId, actor };
    const appended = await this.store.append({ stream, expected: after ?? 'no-stream', events }, { metadata, recordedAt });
    if (!appended.ok) throw new CommandFailed(conflict(stream), EXIT_USAGE);
    this.events += facts.length;
    return appended.value;
  }

  /** The id of the first fact that this command writes there. */
  idOf(writing: Pick<Writing, 'stream' | 'after' | 'commandId'>): string {
    return eventIdFor(this.placeOf(writing), 0);
  }

  private placeOf({ stream, after, commandId }: Pick<Writing, 'stream' | 'after' | 'commandId'>): string {
    return `${commandId}/${stream}@${after ?? 'no-stream'}`;
  }
}

const conflict = (stream: string): string =>
  `模拟数据与库中已有内容不同（${stream}）：可能上次是用另一个时钟开始的。请用另一个 --seed，或换一个空库 / the store holds other facts in ${stream}: use another --seed or an empty store`;
