import { MemoryEventStore } from '@budget/adapters/event-store-memory';
import { fail, ok, parseInstant } from '@budget/kernel';
import { handleCommand, StreamMemory, type CommandTarget, type EventStore } from '@budget/ports';
import { idAt, metadataOf, moved, till, type Move } from './till';

const memoryStore = () => new MemoryEventStore({ now: () => parseInstant('2025-07-01T09:00:00+08:00') });

/** One process: its own memory of the streams, the store shared with others. */
const processOn = (store: EventStore, name = 'here') => {
  const memory = new StreamMemory<number>(10);
  let commands = 0;
  return (fen: number, more: Partial<CommandTarget<Move>> = {}) =>
    handleCommand({ store, memory, newId: idAt }, till, {
      stream: 'till-1',
      command: { fen, by: 'zhang' },
      options: { metadata: metadataOf(`${name}-${++commands}`) },
      ...more,
    });
};

const storedBalance = async (store: EventStore) =>
  (await store.readStream('till-1')).reduce((sum, { data }) => sum + Number(data['fen']), 0);

/** Has another process put 10 into the till just before each of the next appends. */
const disturbed = (store: EventStore, times: number) => {
  const append = store.append.bind(store);
  let left = times;
  store.append = async (of, options) => {
    if (left-- > 0) {
      const events = [{ ...moved(10, 'li'), id: idAt('elsewhere', left) }];
      await append({ stream: 'till-1', expected: 'any', events }, { metadata: metadataOf(`elsewhere-${left}`) });
    }
    return append(of, options);
  };
};

describe('handling a command', () => {
  it('appends what was decided and tells where it stands', async () => {
    const store = memoryStore();
    const move = processOn(store);
    expect(await move(100)).toStrictEqual(ok({ newEvents: [moved(100)], version: 0n, position: 1n }));
    expect(await move(-40)).toStrictEqual(ok({ newEvents: [moved(-40)], version: 1n, position: 2n }));

    const stored = await store.readStream('till-1');
    expect(stored.map(({ type, schemaVersion, data }) => ({ type, schemaVersion, data }))).toStrictEqual([moved(100), moved(-40)]);
    expect(stored.map(({ metadata }) => metadata.commandId)).toStrictEqual(['here-1', 'here-2']);
  });

  it('derives event ids from the command and the place in the stream', async () => {
    const store = memoryStore();
    const move = processOn(store);
    await move(100);
    await move(-40);
    expect((await store.readStream('till-1')).map(({ id }) => id)).toStrictEqual([
      idAt('here-1/till-1@no-stream', 0),
      idAt('here-2/till-1@0', 0),
    ]);
  });

  it('reads facts of an earlier schema version', async () => {
    const store = memoryStore();
    const old = { id: idAt('old', 0), type: 'Moved', schemaVersion: 1, data: { fen: 70 } };
    await store.append({ stream: 'till-1', expected: 'no-stream', events: [old] }, { metadata: metadataOf('old') });
    expect(await processOn(store)(-71)).toStrictEqual(fail({ kind: 'short', balance: 70 }));
    expect(await processOn(store)(-70)).toMatchObject(ok({ version: 1n }));
  });

  it('answers a decision for nothing with the version that stands', async () => {
    const store = memoryStore();
    const move = processOn(store);
    expect(await move(0)).toStrictEqual(ok({ newEvents: [], version: null, position: null }));
    await move(100);
    expect(await move(0)).toStrictEqual(ok({ newEvents: [], version: 0n, position: null }));
    expect(await store.head()).toBe(1n);
  });

  it('answers a refusal as it was decided and appends nothing', async () => {
    const store = memoryStore();
    expect(await processOn(store)(-1)).toStrictEqual(fail({ kind: 'short', balance: 0 }));
    expect(await store.head()).toBe(0n);
  });
});

describe('when another process has written to the stream', () => {
  it('an accepted decision is caught by the expected version and decided again', async () => {
    const store = memoryStore();
    const [here, elsewhere] = [processOn(store), processOn(store, 'elsewhere')];
    await here(100);
    await elsewhere(-80);
    expect(await here(-50)).toStrictEqual(fail({ kind: 'short', balance: 20 }));
    expect(await storedBalance(store)).toBe(20);
  });

  it('a refusal is only given after looking for newer facts', async () => {
    const store = memoryStore();
    const [here, elsewhere] = [processOn(store), processOn(store, 'elsewhere')];
    await here(100);
    await elsewhere(900);
    expect(await here(-500)).toMatchObject(ok({ version: 2n }));
  });

  it('a decision for nothing names the version that stands by now', async () => {
    const store = memoryStore();
    const [here, elsewhere] = [processOn(store), processOn(store, 'elsewhere')];
    await here(100);
    await elsewhere(900);
    expect(await here(0)).toStrictEqual(ok({ newEvents: [], version: 1n, position: null }));
  });

  it.each([1, 2, 3])('%i conflicts in a row are overcome', async (conflicts) => {
    const store = memoryStore();
    disturbed(store, conflicts);
    expect((await processOn(store)(1)).ok).toBe(true);
    expect(await storedBalance(store)).toBe(conflicts * 10 + 1);
  });

  it('the fourth conflict in a row is told to the caller, and nothing of the command is stored', async () => {
    const store = memoryStore();
    disturbed(store, 4);
    expect(await processOn(store)(1)).toStrictEqual(fail({ kind: 'concurrent-update' }));
    expect(await storedBalance(store)).toBe(40);
  });

  it('the sum of many deposits from two processes is what was acknowledged', async () => {
    const store = memoryStore();
    const [here, elsewhere] = [processOn(store), processOn(store, 'elsewhere')];
    const answers = await Promise.all(Array.from({ length: 20 }).flatMap(() => [here(1), elsewhere(1)]));
    const acknowledged = answers.filter(({ ok: accepted }) => accepted).length;
    expect(await storedBalance(store)).toBe(acknowledged);
    expect(acknowledged).toBeGreaterThanOrEqual(20);
  });
});

describe('when the caller names the version it has seen (If-Match)', () => {
  it('accepts the version that stands', async () => {
    const move = processOn(memoryStore());
    await move(100);
    expect(await move(-1, { ifVersion: 0n })).toMatchObject(ok({ version: 1n }));
  });

  it('refuses any other and names the actual one', async () => {
    const store = memoryStore();
    const move = processOn(store);
    await move(100);
    await move(100);
    for (const ifVersion of [0n, 2n]) {
      expect(await move(-1, { ifVersion })).toStrictEqual(fail({ kind: 'version-mismatch', actual: '1' }));
    }
    expect(await store.head()).toBe(2n);
  });

  it('refuses it for a stream that does not exist', async () => {
    expect(await processOn(memoryStore())(1, { ifVersion: 0n })).toStrictEqual(fail({ kind: 'version-mismatch', actual: 'no-stream' }));
  });

  it('prefers the mismatch to a refusal', async () => {
    const move = processOn(memoryStore());
    await move(100);
    expect(await move(-101, { ifVersion: 7n })).toStrictEqual(fail({ kind: 'version-mismatch', actual: '0' }));
  });

  it('answers a decision for nothing whatever version is named: there is nothing left to refuse', async () => {
    const store = memoryStore();
    const move = processOn(store);
    await move(100);
    await move(100);
    for (const ifVersion of [0n, 1n, 7n]) {
      expect(await move(0, { ifVersion })).toStrictEqual(ok({ newEvents: [], version: 1n, position: null }));
    }
    expect(await store.head()).toBe(2n);
  });

  it('refuses it when another process left something to do again', async () => {
    const store = memoryStore();
    const [here, elsewhere] = [processOn(store), processOn(store, 'elsewhere')];
    const topUp = { command: { upTo: 100, by: 'zhang' } };
    await here(100);
    expect(await here(0, { ...topUp, ifVersion: 9n })).toMatchObject(ok({ version: 0n }));
    await elsewhere(-30);
    expect(await here(0, { ...topUp, ifVersion: 0n })).toStrictEqual(fail({ kind: 'version-mismatch', actual: '1' }));
  });

  it('looks for newer facts before it refuses', async () => {
    const store = memoryStore();
    const [here, elsewhere] = [processOn(store), processOn(store, 'elsewhere')];
    await here(100);
    await elsewhere(900);
    expect(await here(-500, { ifVersion: 1n })).toMatchObject(ok({ version: 2n }));
  });
});

describe('commands of one process on one stream', () => {
  it('take turns and never conflict with each other', async () => {
    const store = memoryStore();
    const move = processOn(store);
    const append = store.append.bind(store);
    let appends = 0;
    store.append = (...of) => {
      appends += 1;
      return append(...of);
    };
    const answers = await Promise.all(Array.from({ length: 10 }, () => move(1)));
    expect(answers).toStrictEqual(
      answers.map((_, index) => ok({ newEvents: [moved(1)], version: BigInt(index), position: BigInt(index) + 1n })),
    );
    expect(appends).toBe(10);
  });

  it('go on after one that failed on its way to the store, without what it had decided', async () => {
    const store = memoryStore();
    const move = processOn(store);
    await move(100);
    const append = store.append.bind(store);
    store.append = async () => {
      throw new Error('the store is away');
    };
    const failed = move(-100);
    await expect(failed).rejects.toThrow('the store is away');
    store.append = append;
    expect(await move(-60)).toMatchObject(ok({ version: 1n }));
    expect(await storedBalance(store)).toBe(40);
  });
});
