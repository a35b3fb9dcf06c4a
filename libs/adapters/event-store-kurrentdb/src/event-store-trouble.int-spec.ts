import { setTimeout as pause } from 'node:timers/promises';
import { ok } from '@budget/kernel';
import { isPassingTrouble, type EventStore, type RecordedEvent } from '@budget/ports';
import { accepted, by, fact, facts, HandClock, numbers } from '@budget/testing';
import { EventStoreServer } from '../../../../infra/test-engines/event-store-server/event-store-server';
import { openEventStoreOf, type OpenOptions } from './open-event-store-of';

// What a real server does only in trouble; tried on a real one by hand (docs/adr/0040).
let server: EventStoreServer;
let opened: EventStore[] = [];
const open = (options: Partial<OpenOptions> = {}, url = server.url): EventStore => {
  const store = openEventStoreOf(url, { clock: new HandClock(), timeoutMs: 3_000, ...options });
  opened.push(store);
  return store;
};
beforeEach(async () => {
  server = await new EventStoreServer().start();
});
afterEach(async () => {
  await Promise.all(opened.map((store) => store.close()));
  opened = [];
  server.stop();
});

const append = (store: EventStore, stream: string, number: number) =>
  store.append({ stream, expected: number === 0 ? 'no-stream' : BigInt(number - 1), events: [fact(number)] }, by());

/** Callers that append fact after fact, each to its own stream; trouble strikes after each tenth answer. */
async function appendThrough(store: EventStore, callers: number, each: number, trouble: () => void): Promise<void> {
  let answered = 0;
  const call = async (stream: string): Promise<void> => {
    for (let number = 0; number < each; number++) {
      expect(await append(store, stream, number)).toMatchObject(ok({ version: BigInt(number) }));
      answered += 1;
      if (answered % 10 === 0) trouble();
    }
  };
  await Promise.all(Array.from({ length: callers }, (_, caller) => call(`caller-${caller}`)));
}

async function followTo(store: EventStore, count: number, limit = 20): Promise<RecordedEvent[]> {
  const stop = new AbortController();
  const seen: RecordedEvent[] = [];
  for await (const batch of store.follow(0n, { limit, signal: stop.signal })) {
    seen.push(...batch);
    if (seen.length >= count) stop.abort();
  }
  return seen;
}

async function expectEverythingOnce(store: EventStore, seen: readonly RecordedEvent[], callers: number, each: number): Promise<void> {
  const all = await store.readAll(0n, { limit: 10_000 });
  expect(seen).toEqual(all);
  expect(all).toHaveLength(callers * each);
  for (let caller = 0; caller < callers; caller++) {
    expect(numbers(await store.readStream(`caller-${caller}`))).toEqual(Array.from({ length: each }, (_, number) => number));
  }
}

describe('appending while', () => {
  it('answers are lost after the commit: everything is written once and answered as the first time', async () => {
    const store = open();
    const following = followTo(store, 160);
    await appendThrough(store, 8, 20, () => (server.faults.answersToLose = 1));
    await expectEverythingOnce(store, await following, 8, 20);
  });

  it('the call breaks before anything is written: everything is written once', async () => {
    const store = open();
    const following = followTo(store, 160);
    await appendThrough(store, 8, 20, () => (server.faults.appendsToReset = 2));
    await expectEverythingOnce(store, await following, 8, 20);
  });

  it('the server is killed and comes back: nobody notices but by waiting', async () => {
    const store = open();
    const following = followTo(store, 80);
    let kills = 0;
    await appendThrough(store, 4, 20, () => {
      if (kills === 3) return;
      kills += 1;
      server.stop();
      void pause(150).then(() => server.start());
    });
    expect(kills).toBe(3);
    await expectEverythingOnce(store, await following, 4, 20);
  });

  it('another node becomes the leader: the client goes there', async () => {
    const next = await new EventStoreServer(server.log).start();
    const store = open({}, server.discoverUrl);
    await accepted(append(store, 'a', 0));
    server.faults.leader = next.endpoint;
    await accepted(append(store, 'a', 1));
    server.stop();
    await accepted(append(store, 'a', 2));
    expect(numbers(await store.readStream('a'))).toEqual([0, 1, 2]);
    await store.close();
    next.stop();
  });

  it('the server is frozen: the append is sent again with the same ids, and written once', async () => {
    const store = open({ timeoutMs: 200 });
    await accepted(append(store, 'a', 0));
    server.faults.frozen = true;
    const appended = append(store, 'a', 1);
    await pause(500);
    server.faults.frozen = false;
    expect(await appended).toMatchObject(ok({ version: 1n }));
    expect(numbers(await store.readStream('a'))).toEqual([0, 1]);
  });

  it('the server stays away: the caller is told that it may ask again', async () => {
    const store = open({ troubleLimitMs: 300 });
    server.stop();
    const error: unknown = await append(store, 'a', 0).catch((reason: unknown) => reason);
    expect(isPassingTrouble(error)).toBe(true);
    await server.start();
    await accepted(append(store, 'a', 0));
  });

  it('a commit over several streams loses an answer at each step: it is done once', async () => {
    for (const spared of [0, 1, 2]) {
      const store = open();
      server.faults.appendsToSpare = spared;
      server.faults.answersToLose = 1;
      await accepted(
        store.appendMany(
          ['from', 'to'].map((stream) => ({ stream, expected: 'any' as const, events: facts(2) })),
          by(),
        ),
      );
      expect(server.faults.answersToLose).toBe(0);
    }
    expect(numbers(await open().readStream('to'))).toEqual([1, 2, 1, 2, 1, 2]);
  });
});

describe('following while', () => {
  it('the server drops the subscription: it goes on behind the last position', async () => {
    const store = open();
    const following = followTo(store, 60);
    for (let number = 0; number < 60; number++) {
      await accepted(append(store, 'a', number));
      if (number % 20 === 10) server.dropSubscriptions({ code: 8, details: 'Operation timed out' });
    }
    expect(numbers(await following)).toEqual(Array.from({ length: 60 }, (_, number) => number));
  });

  it('the subscription is silent without a word: it is found out by comparing with the log', async () => {
    const store = open({ following: { silenceMs: 50 } });
    await accepted(append(store, 'a', 0));
    const following = followTo(store, 3);
    server.faults.silent = true;
    await accepted(append(store, 'a', 1));
    await accepted(append(store, 'a', 2));
    expect(numbers(await following)).toEqual([0, 1, 2]);
  });

  it('reads are slow: nothing is left out', async () => {
    server.faults.readDelayMs = 30;
    const store = open();
    const following = followTo(store, 40, 7);
    await appendThrough(store, 4, 10, () => undefined);
    await expectEverythingOnce(store, await following, 4, 10);
  });

  it('the server stays away: it ends with an error that says "not now"', async () => {
    const store = open({ following: { awayLimitMs: 300 } });
    await accepted(append(store, 'a', 0));
    const following = followTo(store, 2).catch((reason: unknown) => reason);
    await pause(50);
    server.stop();
    expect(isPassingTrouble(await following)).toBe(true);
  });

  it('the store is closed: it ends with an error in plain words', async () => {
    const store = open();
    const following = followTo(store, 1);
    await pause(50);
    await store.close();
    await expect(following).rejects.toThrow('The event store is closed.');
    await expect(server.deserted()).resolves.toBeUndefined();
  });

  it('its place is none of this store: it ends and says so', async () => {
    const store = open();
    await appendThrough(store, 1, 3, () => undefined);
    const [first] = await store.readAll(0n, { limit: 1 });
    const astray = store.follow((first?.position ?? 0n) + 7n, { limit: 10, signal: new AbortController().signal });
    await expect(astray[Symbol.asyncIterator]().next()).rejects.toThrow('Start from 0 or from a position that this store has given.');
  });
});

describe('closing', () => {
  it('finishes what is being appended', async () => {
    const store = open();
    const appending = Promise.all(
      facts(20).map((event, number) => store.append({ stream: `s-${number}`, expected: 'any', events: [event] }, by())),
    );
    await store.close();
    expect((await appending).every((result) => result.ok)).toBe(true);
    await expect(append(store, 'a', 0)).rejects.toThrow('The event store is closed.');
  });
});
