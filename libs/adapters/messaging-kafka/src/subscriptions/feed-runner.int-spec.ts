import { useTestDatabase } from '@budget/adapters/embedded-postgres';
import { MemoryEventStore } from '@budget/adapters/event-store-memory';
import {
  CheckpointAhead,
  NotNow,
  type Feed,
  type FeedConsumption,
  type FeedReader,
  type ReceivedMessage,
  type Subscription,
} from '@budget/ports';
import { HandClock } from '@budget/testing';
import { ensureFeedTables } from '../feed-tables';
import { messageOf } from '../relay/event-message';
import { ledgerSubscriber, makeLedger, readLedger } from '../testing/ledger.fixture';
import { LogLines } from '../testing/log-lines';
import { Payments } from '../testing/payments.fixture';
import { KafkaSubscriptions } from './kafka-subscriptions';

type Life = (reader: FeedReader, number: number) => Promise<void> | void;

/** A feed of one partition that does in each life what a test says. */
class ScriptedFeed implements Feed {
  readonly topic = 'a.topic';
  lives = 0;
  closed = 0;

  constructor(private readonly life: Life) {}

  async consume(_group: string, reader: FeedReader): Promise<FeedConsumption> {
    const number = ++this.lives;
    await this.life(reader, number);
    return {
      close: async () => {
        this.closed++;
      },
    };
  }

  publish(): Promise<never> {
    return Promise.reject(new Error('nothing is published here'));
  }

  async close(): Promise<void> {}
}

describe('a member of a consumer group', () => {
  const database = useTestDatabase();
  const clock = new HandClock();
  let store: MemoryEventStore;
  let payments: Payments;
  let log: LogLines;
  let running: Subscription | undefined;

  const start = async (feed: Feed, watchMs?: number): Promise<Subscription> => {
    const options = { feed, store, pool: database.pool, clock, log: log.log, ...(watchMs !== undefined && { watchMs }) };
    running = await new KafkaSubscriptions(options).start(ledgerSubscriber('ledger'));
    return running;
  };
  const messages = async (): Promise<readonly ReceivedMessage[]> =>
    (await store.readAll(0n, { limit: 100 })).flatMap((event, offset) => {
      const message = messageOf(event);
      return message ? [{ ...message, offset: BigInt(offset) }] : [];
    });
  const relayed = async (position: bigint, lastOffset: bigint): Promise<void> => {
    await database.pool.query(`INSERT INTO read_store.relay_topic VALUES ('a.topic', $1, 1)`, [position]);
    await database.pool.query(`INSERT INTO read_store.relay_offset VALUES ('a.topic', 0, $1)`, [lastOffset]);
  };
  const deliver = async (reader: FeedReader): Promise<void> => {
    const all = await messages();
    await reader.handle({ partition: 0, from: 0n, next: BigInt(all.length), messages: all });
  };

  beforeEach(async () => {
    store = new MemoryEventStore(clock);
    payments = new Payments(store);
    log = new LogLines();
    await database.pool.query('DROP SCHEMA IF EXISTS read_store CASCADE');
    await ensureFeedTables(database.pool);
    await makeLedger(database.pool);
  });
  afterEach(async () => {
    await running?.close();
    running = undefined;
  });

  it('is started again by the watchdog when messages wait and none is handled', async () => {
    await relayed(await payments.record(20), 19n);
    const feed = new ScriptedFeed(async (reader, life) => {
      reader.joined([0]);
      if (life > 1) await deliver(reader);
    });
    const reader = await start(feed, 20);
    expect(await reader.reached(20n, 30_000)).toBe(true);
    expect([feed.lives, feed.closed]).toEqual([2, 1]);
    expect(log.lines.find((line) => line.includes('begins again'))).toBeDefined();
    expect((await readLedger(database.pool)).entries).toBe(20);
  });

  it('is left alone by the watchdog when what waits is in partitions of others', async () => {
    await relayed(await payments.record(20), 19n);
    const feed = new ScriptedFeed((reader) => reader.joined([]));
    const reader = await start(feed, 10);
    expect(await reader.reached(20n, 200)).toBe(false);
    expect(feed.lives).toBe(1);
    expect((await reader.health()).state).toBe('waiting');
  });

  it('begins again after the broker was away, and after its membership ended', async () => {
    await relayed(await payments.record(5), 4n);
    const feed = new ScriptedFeed(async (reader, life) => {
      if (life === 1) throw new NotNow('no broker');
      reader.joined([0]);
      if (life === 2) reader.ended(new NotNow('the coordinator went away'));
      else await deliver(reader);
    });
    const reader = await start(feed);
    expect(await reader.reached(5n, 30_000)).toBe(true);
    expect(feed.lives).toBe(3);
    expect((await reader.health()).lastError?.message).toBe('the coordinator went away');
  });

  it('says that the feed is away until it is back', async () => {
    await relayed(await payments.record(5), 4n);
    let back = false;
    const feed = new ScriptedFeed((reader) => {
      if (!back) throw new NotNow('no broker');
      reader.joined([0]);
    });
    const reader = await start(feed);
    await log.said('begins again in 100 ms');
    expect(await reader.health()).toMatchObject({ state: 'retrying', feedAway: true });
    back = true;
    await log.said('reads partitions 0');
    // The relay and the other members need a while as well.
    expect(await reader.health()).toMatchObject({ state: 'running', feedAway: true });
  });

  it('goes on where the run over the store ended, once that one has ended', async () => {
    await relayed(await payments.record(20), 19n);
    const feed = new ScriptedFeed(async (reader) => {
      reader.joined([0]);
      await deliver(reader);
    });
    let attempts = 0;
    running = await new KafkaSubscriptions({
      ...{ feed, store, pool: database.pool, clock, log: log.log },
      takeOver: async (_name, keep) => {
        if (++attempts < 3) throw new NotNow('it still runs');
        await keep(database.pool, 15n);
      },
    }).start(ledgerSubscriber('ledger'));
    expect(await running.reached(20n, 30_000)).toBe(true);
    expect([attempts, (await readLedger(database.pool)).entries, (await running.health()).checkpoint]).toEqual([3, 5, 20n]);
  });

  it('stops when its membership ends for a reason that does not pass', async () => {
    const feed = new ScriptedFeed((reader) => reader.ended(new Error('a bug')));
    const reader = await start(feed);
    await log.said('STOPPED');
    expect(await reader.health()).toMatchObject({ state: 'stopped', lastError: { message: 'a bug' } });
  });

  it('has reached a position only when the relay and every partition have', async () => {
    await payments.record(20);
    await relayed(12n, 11n);
    const feed = new ScriptedFeed(async (reader) => {
      reader.joined([0]);
      const all = (await messages()).slice(0, 12);
      await reader.handle({ partition: 0, from: 0n, next: 12n, messages: all });
    });
    const reader = await start(feed);
    expect(await reader.reached(12n, 30_000)).toBe(true);
    expect(await reader.reached(13n, 60)).toBe(false);
    await database.pool.query(`INSERT INTO read_store.relay_offset VALUES ('a.topic', 1, 0)`);
    expect(await reader.reached(12n, 60)).toBe(false);
    expect((await reader.health()).checkpoint).toBe(0n);
  });

  it('refuses a store that was restored behind what was read', async () => {
    await relayed(30n, 3n);
    await database.pool.query(`INSERT INTO read_store.consumer_offset VALUES ('ledger', 'a.topic', 0, 4, 30)`);
    await payments.record(5);
    await expect(start(new ScriptedFeed(() => undefined))).rejects.toThrow(CheckpointAhead);
  });
});
