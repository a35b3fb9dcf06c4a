import { fail, ok, type Instant, type JsonObject, type Result } from '@budget/kernel';
import {
  assertStorable,
  canonicalData,
  eventDigest,
  type Append,
  type AppendConflict,
  type Appended,
  type AppendOptions,
  type Clock,
  type EventStore,
  type RecordedEvent,
} from '@budget/ports';
import { judge, type Verdict } from './judge';
import { Wakeups } from './wakeups';

/** The whole store in the memory of one process, for tests. Keeps every rule of the port; data makes the round trip through JSON. */
export class MemoryEventStore implements EventStore {
  readonly joinsTransactions = false;
  private readonly events: RecordedEvent[] = [];
  private readonly streams = new Map<string, RecordedEvent[]>();
  private readonly byId = new Map<string, RecordedEvent>();
  private readonly wakeups = new Wakeups();

  constructor(private readonly clock: Clock) {}

  async append(append: Append, options: AppendOptions): Promise<Result<Appended, AppendConflict>> {
    const appended = await this.appendMany([append], options);
    return appended.ok ? ok(appended.value[0] as Appended) : appended;
  }

  async appendMany(appends: readonly Append[], options: AppendOptions): Promise<Result<readonly Appended[], AppendConflict>> {
    if (options.transaction) throw new Error('The memory event store joins no transaction. Use the PostgreSQL adapter.');
    assertStorable(appends, options.metadata);
    const data = appends.map(({ events }) => events.map((event) => JSON.parse(canonicalData(event)) as JsonObject));

    const verdicts = appends.map((append) => judge(append, this.streams.get(append.stream) ?? [], this.byId));
    const refusal = refusalIn(verdicts);
    if (refusal) return fail(refusal);

    const appended = verdicts.map((verdict, at) =>
      verdict.kind === 'stored' ? verdict.appended : this.write(appends[at] as Append, data[at] as JsonObject[], options),
    );
    this.wakeups.wakeAll();
    return ok(appended);
  }

  private write({ stream, events }: Append, data: readonly JsonObject[], options: AppendOptions): Appended {
    const { commandId, correlationId, causationId, actor, traceparent } = options.metadata;
    const recordedAt = this.nextInstant(options.recordedAt ?? this.clock.now());
    const written = this.streams.get(stream) ?? [];
    this.streams.set(stream, written);

    for (const [index, { id, type, schemaVersion }] of events.entries()) {
      const fact = {
        id,
        type,
        schemaVersion,
        data: data[index] as JsonObject,
        stream,
        version: BigInt(written.length),
        position: BigInt(this.events.length) + 1n,
        metadata: { commandId, correlationId, causationId, actor, ...(traceparent !== undefined && { traceparent }), recordedAt },
      };
      const event = { ...fact, digest: eventDigest(fact) };
      this.events.push(event);
      written.push(event);
      this.byId.set(id, event);
    }
    return { version: BigInt(written.length) - 1n, position: BigInt(this.events.length) };
  }

  private nextInstant(given: Instant): Instant {
    const last = this.events.at(-1)?.metadata.recordedAt;
    return last !== undefined && last > given ? last : given;
  }

  async readStream(
    stream: string,
    { from, direction = 'forwards', limit = Infinity }: Parameters<EventStore['readStream']>[1] = {},
  ): Promise<readonly RecordedEvent[]> {
    const events = this.streams.get(stream) ?? [];
    if (direction === 'forwards') return events.filter(({ version }) => version >= (from ?? 0n)).slice(0, limit);
    return events
      .filter(({ version }) => from === undefined || version <= from)
      .reverse()
      .slice(0, limit);
  }

  async readAll(after: bigint, { limit, types }: Parameters<EventStore['readAll']>[1]): Promise<readonly RecordedEvent[]> {
    return this.page(after, limit, types);
  }

  private page(after: bigint, limit: number, types?: readonly string[]): readonly RecordedEvent[] {
    const later = this.events.slice(Number(after));
    return (types ? later.filter(({ type }) => types.includes(type)) : later).slice(0, limit);
  }

  async head(): Promise<bigint> {
    return BigInt(this.events.length);
  }

  async countAfter(after: bigint): Promise<bigint> {
    const head = await this.head();
    return head > after ? head - after : 0n;
  }

  async *follow(
    after: bigint,
    { limit, signal }: { readonly limit: number; readonly signal: AbortSignal },
  ): AsyncGenerator<readonly RecordedEvent[], void> {
    for (let position = after; !signal.aborted;) {
      // Read and wait in one turn of the event loop, so that no wake-up falls between them.
      const batch = this.page(position, limit);
      const last = batch.at(-1);
      if (last) {
        position = last.position;
        yield batch;
      } else {
        await this.wakeups.next(signal);
      }
    }
  }

  async close(): Promise<void> {
    this.wakeups.close();
  }
}

/** All of them or none: what was stored before cannot stand beside what is new. */
function refusalIn(verdicts: readonly Verdict[]): AppendConflict | undefined {
  for (const verdict of verdicts) if (verdict.kind === 'refused') return verdict.conflict;
  if (verdicts.every(({ kind }) => kind === verdicts[0]?.kind)) return undefined;
  return verdicts.find((verdict) => verdict.kind === 'stored')?.otherwise;
}
