import { ok } from '@budget/kernel';
import { eventDigest, type EventStore, type RecordedEvent } from '@budget/ports';
import { accepted, by, fact, facts, HandClock, numbers } from '@budget/testing';
import { EventStoreServer } from '../../../../infra/test-engines/event-store-server/event-store-server';
import type { StreamsGateway } from './gateway/streams-gateway';
import { GatewayWith } from './testing/gateway-with';
import { useStores } from './testing/use-stores';

const stores = useStores(new EventStoreServer(), new HandClock());

const toBoth = (store: EventStore, ...numbered: readonly number[]) =>
  store.appendMany(
    ['a', 'b'].map((stream, index) => ({ stream, expected: 'any' as const, events: [fact(numbered[index] ?? 0)] })),
    by(),
  );
const sum = (events: readonly RecordedEvent[]): number => numbers(events).reduce<number>((total, number) => total + (number as number), 0);

/** A gateway whose decisions of commits meet this instead. */
const deciding =
  (decide: (gateway: StreamsGateway, ...call: Parameters<StreamsGateway['append']>) => ReturnType<StreamsGateway['append']>) =>
  (gateway: StreamsGateway): StreamsGateway =>
    new GatewayWith(gateway, {
      append: (stream, expected, events) =>
        stream.includes('commit-') ? decide(gateway, stream, expected, events) : gateway.append(stream, expected, events),
    });

describe('transfers in opposite directions between the same projects', () => {
  it('are never seen by half, by a follower after each batch or by one who reads everything', async () => {
    const transfers = 25;
    const follower = stores.open();
    const stop = new AbortController();
    const sums: number[] = [];
    const following = (async () => {
      const seen: RecordedEvent[] = [];
      for await (const batch of follower.follow(0n, { limit: 7, signal: stop.signal })) {
        seen.push(...batch);
        sums.push(sum(seen));
        if (seen.length === 4 * transfers) stop.abort();
      }
      return seen;
    })();
    const writers = [stores.open(), stores.open()];
    const writing = writers.map(async (store, writer) => {
      for (let number = 1; number <= transfers; number++) {
        const amount = writer === 0 ? number : -number;
        await accepted(toBoth(store, amount, -amount));
        sums.push(sum(await store.readAll(0n, { limit: 1_000 })));
      }
    });
    await Promise.all(writing);
    const seen = await following;

    expect(sums.filter((total) => total !== 0)).toEqual([]);
    const all = await stores.open().readAll(0n, { limit: 1_000 });
    expect(seen).toEqual(all);
    expect(all.map(({ digest }) => digest)).toEqual(all.map(eventDigest));
    for (const stream of ['a', 'b']) {
      const versions = all.filter((event) => event.stream === stream).map(({ version }) => version);
      expect(versions).toEqual(Array.from({ length: 2 * transfers }, (_, index) => BigInt(index)));
      expect(await stores.open().readStream(stream)).toEqual(all.filter((event) => event.stream === stream));
    }
  });
});

describe('a writer that dies before its commit is decided', () => {
  const dead = deciding(() => Promise.reject(new Error('killed')));

  it('leaves nothing that a reader sees, and streams that others can use', async () => {
    const commitPatienceMs = 200;
    await accepted(stores.open().append({ stream: 'a', expected: 'no-stream', events: [fact(1)] }, by()));
    await expect(toBoth(stores.open({ commitPatienceMs }, dead), 10, 20)).rejects.toThrow('killed');

    const other = stores.open();
    const [a, b, all, head] = await Promise.all([
      other.readStream('a'),
      other.readStream('b'),
      other.readAll(0n, { limit: 10 }),
      other.head(),
    ]);
    expect([numbers(a), numbers(b), numbers(all), head]).toEqual([[1], [], [1], a[0]?.position]);

    const appended = await accepted(other.append({ stream: 'a', expected: 0n, events: [fact(2)] }, by()));
    expect(appended.version).toBe(1n);
    expect((await accepted(other.append({ stream: 'b', expected: 'no-stream', events: [fact(3)] }, by()))).version).toBe(0n);
    expect(numbers(await stores.open().readStream('a', { direction: 'backwards', from: 1n }))).toEqual([2, 1]);
    expect(numbers(await stores.open().readStream('a', { direction: 'backwards', from: 0n }))).toEqual([1]);
    expect(numbers(await stores.open().readStream('a', { from: 1n }))).toEqual([2]);
    expect(await stores.open().append({ stream: 'a', expected: 2n, events: [fact(9)] }, by())).toMatchObject({
      ok: false,
      failure: { actual: 1n },
    });
  });

  it('keeps a follower waiting no longer than its commit asked for', async () => {
    await expect(toBoth(stores.open({ commitPatienceMs: 200 }, dead), 10, 20)).rejects.toThrow('killed');
    const other = stores.open();
    const next = other.follow(0n, { limit: 10, signal: new AbortController().signal }).next();
    await accepted(other.append({ stream: 'c', expected: 'no-stream', events: [fact(5)] }, by()));
    expect(numbers((await next).value as RecordedEvent[])).toEqual([5]);
  });

  it('may come again with the same command: its facts are then written, once', async () => {
    const appends = ['a', 'b'].map((stream) => ({ stream, expected: 'no-stream' as const, events: facts(2) }));
    await expect(stores.open({ commitPatienceMs: 200 }, dead).appendMany(appends, by())).rejects.toThrow('killed');
    const again = await accepted(stores.open().appendMany(appends, by()));
    expect(again.map(({ version }) => version)).toEqual([1n, 1n]);
    expect(await accepted(stores.open().appendMany(appends, by()))).toEqual(again);
    expect(numbers(await stores.open().readAll(0n, { limit: 100 }))).toEqual([1, 2, 1, 2]);
  });
});

describe('a commit', () => {
  it('whose decision was written but not answered is done', async () => {
    let lost = 0;
    const losing = deciding(async (gateway, ...call) => {
      const answer = await gateway.append(...call);
      lost += 1;
      if (lost === 1) throw Object.assign(new Error('answer lost'), { code: 'ECONNRESET' });
      return answer;
    });
    const appended = await accepted(toBoth(stores.open({}, losing), 1, 2));
    expect(lost).toBe(2);
    expect(appended.map(({ version }) => version)).toEqual([0n, 0n]);
    expect(numbers(await stores.open().readAll(0n, { limit: 10 }))).toEqual([1, 2]);
  });

  it('that a reader has decided against meanwhile is tried again and written once', async () => {
    const reader = stores.open();
    let tries = 0;
    const slow = deciding(async (gateway, ...call) => {
      tries += 1;
      if (tries === 1) await reader.readStream('a');
      return gateway.append(...call);
    });
    await accepted(toBoth(stores.open({ commitPatienceMs: 100 }, slow), 1, 2));
    expect(tries).toBe(2);
    expect(numbers(await reader.readStream('a'))).toEqual([1]);
    expect(numbers(await reader.readAll(0n, { limit: 10 }))).toEqual([1, 2]);
  });

  it('carries more in one stream than the server takes at once', async () => {
    const text = '预算'.repeat(90_000);
    const events = facts(5).map((event) => ({ ...event, data: { ...event.data, text } }));
    const store = stores.open();
    const appended = await store.append({ stream: 'large', expected: 'no-stream', events }, by());
    expect(appended).toMatchObject(ok({ version: 4n }));
    expect(await store.append({ stream: 'large', expected: 4n, events: [fact(6)] }, by())).toMatchObject(ok({ version: 5n }));
    expect(numbers(await stores.open().readStream('large'))).toEqual([1, 2, 3, 4, 5, 6]);
  });
});
