import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { EventStoreDBClient } from '@eventstore/db-client';
import { NotStorable } from '@budget/ports';
import { accepted, bundleProcess, by, fact, facts, HandClock, numbers, removeBundle } from '@budget/testing';
import { EventStoreServer } from '../../../../infra/test-engines/event-store-server/event-store-server';
import { StreamTombstoned } from './gateway/store-away';
import { useStores } from './testing/use-stores';

const stores = useStores(new EventStoreServer(), new HandClock());
const run = promisify(execFile);

/** An operator with the client's own tools. */
async function operator(work: (client: EventStoreDBClient) => Promise<unknown>): Promise<void> {
  const client = EventStoreDBClient.connectionString(stores.url);
  await work(client);
  await client.dispose();
}

describe('a stream that an operator has deleted', () => {
  it('reads as missing, and can begin anew', async () => {
    await accepted(stores.open().append({ stream: 'a', expected: 'no-stream', events: facts(3) }, by()));
    await operator((client) => client.deleteStream(`${stores.prefix}a`));
    const store = stores.open();
    expect(await store.readStream('a')).toEqual([]);
    expect((await accepted(store.append({ stream: 'a', expected: 'no-stream', events: facts(2) }, by()))).version).toBe(1n);
    expect(await accepted(store.append({ stream: 'a', expected: 1n, events: [fact(3)] }, by()))).toMatchObject({ version: 2n });
    expect((await stores.open().readStream('a')).map(({ version }) => version)).toEqual([0n, 1n, 2n]);
  });

  it('for good says so', async () => {
    await accepted(stores.open().append({ stream: 'a', expected: 'no-stream', events: facts(3) }, by()));
    await operator((client) => client.tombstoneStream(`${stores.prefix}a`));
    const store = stores.open();
    await expect(store.readStream('a')).rejects.toThrow(StreamTombstoned);
    await expect(store.append({ stream: 'a', expected: 'no-stream', events: [fact(4)] }, by())).rejects.toThrow(StreamTombstoned);
    await accepted(store.append({ stream: 'b', expected: 'no-stream', events: [fact(5)] }, by()));
    expect(numbers(await store.readAll(0n, { limit: 10 }))).toEqual([1, 2, 3, 5]);
  });
});

describe('a server that is shared', () => {
  it('shows each installation its own streams only', async () => {
    const [one, other] = [stores.open(), stores.open({ prefix: `${stores.prefix}other-` })];
    await accepted(other.append({ stream: 'a', expected: 'no-stream', events: [fact(7)] }, by()));
    expect(await one.readStream('a')).toEqual([]);
    expect(numbers(await other.readStream('a'))).toEqual([7]);
  });

  it('may hold events of others in between', async () => {
    const store = stores.open();
    await accepted(store.append({ stream: 'a', expected: 'no-stream', events: [fact(1)] }, by()));
    await operator(async (client) => {
      for (const stream of ['a', 'x'])
        await client.appendToStream(`${stores.prefix}${stream}`, [
          { id: fact(0).id, contentType: 'application/json', type: 'Foreign', data: {}, metadata: {} },
        ]);
    });
    expect(await accepted(store.append({ stream: 'a', expected: 0n, events: [fact(2)] }, by()))).toMatchObject({ version: 1n });
    expect(numbers(await store.readAll(0n, { limit: 10 }))).toEqual([1, 2]);
    expect(numbers(await stores.open().readStream('a'))).toEqual([1, 2]);
    expect(await stores.open().readStream('x')).toEqual([]);
  });

  it('keeps some names for itself', async () => {
    const store = stores.open();
    for (const stream of ['commit-1', 'commit-']) {
      await expect(store.append({ stream, expected: 'any', events: [fact(1)] }, by())).rejects.toThrow(NotStorable);
    }
  });
});

describe('the position before an event', () => {
  it('is a place to begin at', async () => {
    const store = stores.open();
    await accepted(store.append({ stream: 'a', expected: 'no-stream', events: facts(3) }, by()));
    const [, second] = await store.readAll(0n, { limit: 3 });
    expect(numbers(await store.readAll((second?.position ?? 0n) - 1n, { limit: 1 }))).toEqual([2]);
  });
});

describe('an event that no append can carry', () => {
  it('is refused before it is sent', async () => {
    const data = { text: '预算'.repeat(200_000) };
    await expect(stores.open().append({ stream: 'a', expected: 'any', events: [{ ...fact(1), data }] }, by())).rejects.toThrow(NotStorable);
  });
});

describe('a process that closes its store', () => {
  it('ends by itself', async () => {
    const program = await bundleProcess(new URL('processes/one-life.ts', import.meta.url));
    try {
      const { stdout } = await run(process.execPath, [program, stores.url, stores.prefix], { timeout: 20_000 });
      expect(stdout).toBe('1\nThe event store is closed.\n');
    } finally {
      await removeBundle(program);
    }
  });
});
