import { MemoryEventStore } from '@budget/adapters/event-store-memory';
import { parseInstant, upcast } from '@budget/kernel';
import { StreamMemory, type EventStore, type RecordedEvent } from '@budget/ports';
import { idAt, metadataOf, moved, till } from './till';

const memoryStore = () => new MemoryEventStore({ now: () => parseInstant('2025-07-01T09:00:00+08:00') });
const fold = (balance: number, event: RecordedEvent) => till.decider.evolve(balance, upcast(till.history, event));

const deposit = async (store: EventStore, stream: string, ...amounts: readonly number[]) => {
  const place = `${stream}@${String(await store.head())}`;
  const events = amounts.map((fen, index) => ({ ...moved(fen), id: idAt(place, index) }));
  const appended = await store.append({ stream, expected: 'any', events }, { metadata: metadataOf(place) });
  expect(appended.ok).toBe(true);
};

describe('refreshing what is remembered of a stream', () => {
  it('knows nothing of a stream that does not exist, and remembers nothing', async () => {
    const memory = new StreamMemory<number>(10);
    expect(await memory.refresh(memoryStore(), 'till-1', fold, 0)).toStrictEqual({ state: 0, version: null, position: null });
    expect(memory.recall('till-1')).toBeUndefined();
  });

  it('folds the whole stream at first and then only what came after it', async () => {
    const store = memoryStore();
    const read = notedReads(store);
    const memory = new StreamMemory<number>(10);

    await deposit(store, 'till-1', 5, 7);
    await deposit(store, 'till-2', 100);
    expect(await memory.refresh(store, 'till-1', fold, 0)).toStrictEqual({ state: 12, version: 1n, position: 2n });

    await deposit(store, 'till-1', 30);
    const known = await memory.refresh(store, 'till-1', fold, 0);
    expect(known).toStrictEqual({ state: 42, version: 2n, position: 4n });
    expect(memory.recall('till-1')).toBe(known);
    expect(read).toStrictEqual([
      { stream: 'till-1', from: 0n },
      { stream: 'till-1', from: 2n },
    ]);
  });

  it.each([4_999, 5_000, 5_001])('reads a stream of %i facts to its end, page by page', async (count) => {
    const store = memoryStore();
    await deposit(store, 'till-1', ...Array.from({ length: count }, () => 1));
    const last = BigInt(count) - 1n;
    expect(await new StreamMemory<number>(1).refresh(store, 'till-1', fold, 0)).toStrictEqual({
      state: count,
      version: last,
      position: last + 1n,
    });
  });

  it('forgets the stream that was written or read longest ago when it holds more than its capacity', async () => {
    const store = memoryStore();
    const memory = new StreamMemory<number>(2);
    for (const stream of ['till-1', 'till-2', 'till-3']) await deposit(store, stream, 1);
    for (const stream of ['till-1', 'till-2', 'till-1', 'till-3']) await memory.refresh(store, stream, fold, 0);
    expect(['till-1', 'till-2', 'till-3'].map((stream) => memory.recall(stream)?.state)).toStrictEqual([1, undefined, 1]);
  });
});

describe('remembering a state that was folded by hand', () => {
  const at = (state: number, version: bigint) => ({ state, version, position: version + 1n });

  it('keeps it when nobody was faster', async () => {
    const store = memoryStore();
    const memory = new StreamMemory<number>(10);
    await deposit(store, 'till-1', 5);
    const known = await memory.refresh(store, 'till-1', fold, 0);
    memory.advance('till-1', known, at(12, 1n));
    expect(memory.recall('till-1')).toStrictEqual(at(12, 1n));
  });

  it('keeps the later one when somebody was', async () => {
    const store = memoryStore();
    const memory = new StreamMemory<number>(10);
    await deposit(store, 'till-1', 5);
    const early = await memory.refresh(store, 'till-1', fold, 0);
    await deposit(store, 'till-1', 7, 8);
    const late = await memory.refresh(store, 'till-1', fold, 0);
    memory.advance('till-1', early, at(12, 1n));
    expect(memory.recall('till-1')).toBe(late);
  });
});

describe('taking turns', () => {
  it('lets one piece of work on a stream finish before the next begins', async () => {
    const memory = new StreamMemory<number>(10);
    const log: string[] = [];
    const work = (name: string) => async () => {
      log.push(`${name} begins`);
      await Promise.resolve();
      log.push(`${name} ends`);
      return name;
    };
    const done = await Promise.all(['a', 'b', 'c'].map((name) => memory.exclusive('till-1', work(name))));
    expect(done).toStrictEqual(['a', 'b', 'c']);
    expect(log).toStrictEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends']);
  });

  it('does not make other streams wait', async () => {
    const memory = new StreamMemory<number>(10);
    let release = (): void => undefined;
    const held = memory.exclusive('till-1', () => new Promise<void>((resolve) => (release = resolve)));
    expect(await memory.exclusive('till-2', async () => 'free')).toBe('free');
    release();
    await held;
  });

  it('goes on after a piece of work that failed, and tells its caller alone', async () => {
    const memory = new StreamMemory<number>(10);
    const failed = memory.exclusive('till-1', async () => {
      throw new Error('the store is away');
    });
    const next = memory.exclusive('till-1', async () => 'done');
    await expect(failed).rejects.toThrow('the store is away');
    expect(await next).toBe('done');
  });
});

/** Notes which part of which stream is read. */
function notedReads(store: EventStore): { readonly stream: string; readonly from: bigint | undefined }[] {
  const reads: { readonly stream: string; readonly from: bigint | undefined }[] = [];
  const readStream = store.readStream.bind(store);
  store.readStream = (stream, options) => {
    reads.push({ stream, from: options?.from });
    return readStream(stream, options);
  };
  return reads;
}
