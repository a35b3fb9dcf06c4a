import { ok, type Result } from '@budget/kernel';
import type { Append, AppendConflict, Appended, AppendOptions, EventStore, RecordedEvent } from '@budget/ports';

const PAGE = 500;

/**
 * Shows the n-th event of a store at position n, so that one suite speaks of every store: of positions this asks only that
 * they increase and that each is the position of an event. Everything else passes through unchanged.
 */
export class OrdinalEventStore implements EventStore {
  /** The store's own positions, in order. */
  private readonly positions: bigint[] = [];
  private readonly ordinals = new Map<bigint, bigint>([[0n, 0n]]);
  private reading: Promise<void> = Promise.resolve();

  constructor(private readonly store: EventStore) {}

  get joinsTransactions(): boolean {
    return this.store.joinsTransactions;
  }

  async append(append: Append, options: AppendOptions): Promise<Result<Appended, AppendConflict>> {
    const appended = await this.store.append(append, options);
    return appended.ok ? ok(await this.appended(appended.value)) : appended;
  }

  async appendMany(appends: readonly Append[], options: AppendOptions): Promise<Result<readonly Appended[], AppendConflict>> {
    const appended = await this.store.appendMany(appends, options);
    return appended.ok ? ok(await Promise.all(appended.value.map((value) => this.appended(value)))) : appended;
  }

  async readStream(...question: Parameters<EventStore['readStream']>): Promise<readonly RecordedEvent[]> {
    return this.events(await this.store.readStream(...question));
  }

  async readAll(after: bigint, options: Parameters<EventStore['readAll']>[1]): Promise<readonly RecordedEvent[]> {
    return this.events(await this.store.readAll(await this.position(after), options));
  }

  async head(): Promise<bigint> {
    return this.ordinal(await this.store.head());
  }

  async countAfter(after: bigint, atMost: number): Promise<bigint> {
    return this.store.countAfter(await this.position(after), atMost);
  }

  async *follow(after: bigint, options: Parameters<EventStore['follow']>[1]): AsyncGenerator<readonly RecordedEvent[], void> {
    // An event that is still to come has no position yet: those before it are passed over when they come.
    if (!options.signal.aborted) await this.learn();
    let skip = Math.max(0, Number(after) - this.positions.length);
    for await (const batch of this.store.follow(this.positions[Number(after) - skip - 1] ?? 0n, options)) {
      const wanted = batch.slice(skip);
      skip -= batch.length - wanted.length;
      if (wanted.length > 0) yield await this.events(wanted);
    }
  }

  close(): Promise<void> {
    return this.store.close();
  }

  private async appended({ version, position }: Appended): Promise<Appended> {
    return { version, position: await this.ordinal(position) };
  }

  private async events(events: readonly RecordedEvent[]): Promise<readonly RecordedEvent[]> {
    const numbered: RecordedEvent[] = [];
    for (const event of events) numbered.push({ ...event, position: await this.ordinal(event.position) });
    return numbered;
  }

  private async ordinal(position: bigint): Promise<bigint> {
    if (!this.ordinals.has(position)) await this.learn();
    const ordinal = this.ordinals.get(position);
    if (ordinal === undefined) throw new Error(`No event stands at position ${position}.`);
    return ordinal;
  }

  private async position(ordinal: bigint): Promise<bigint> {
    if (ordinal > BigInt(this.positions.length)) await this.learn();
    return this.positions[Number(ordinal) - 1] ?? 0n;
  }

  /** Reads the positions that are new; readings take turns. */
  private learn(): Promise<void> {
    this.reading = this.reading.then(async () => {
      for (;;) {
        const last = this.positions.at(-1) ?? 0n;
        const page = await this.store.readAll(last, { limit: PAGE });
        for (const { position } of page) {
          if (position <= (this.positions.at(-1) ?? 0n)) throw new Error(`Position ${position} does not increase.`);
          this.positions.push(position);
          this.ordinals.set(position, BigInt(this.positions.length));
        }
        if (page.length < PAGE) return;
      }
    });
    return this.reading;
  }
}
