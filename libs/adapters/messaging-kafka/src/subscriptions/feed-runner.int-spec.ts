import {
  CheckpointAhead,
  NotNow,
  type Feed,
  type FeedConsumption,
  type FeedReader,
  type ReceivedMessage,
  type Subscription,
} from '@budget/ports';
import { useFedLedger } from '../../../../../tests/kafka/fed-ledger.fixture';
import { ledgerSubscriber } from '../../../../../tests/kafka/ledger.fixture';
import { KafkaSubscriptions } from './kafka-subscriptions';
import type { FeedRunnerOptions } from './runner-options';

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
  const fed = useFedLedger();

  const start = async (feed: Feed, more: Partial<FeedRunnerOptions> = {}): Promise<Subscription> =>
    fed.opened(await new KafkaSubscriptions({ ...fed.parts, feed, ...more }).start(ledgerSubscriber('ledger')));
  const messages = async (): Promise<readonly ReceivedMessage[]> =>
    (await fed.messages()).map((message, offset) => ({ ...message, offset: BigInt(offset) }));
  const relayed = async (position: bigint, lastOffset: bigint): Promise<void> => {
    await fed.pool.query(`INSERT INTO read_store.relay_topic VALUES ('a.topic', $1, 1)`, [position]);
    await fed.pool.query(`INSERT INTO read_store.relay_offset VALUES ('a.topic', 0, $1)`, [lastOffset]);
  };
  const becomes = async (reader: Subscription, feedAway: boolean): Promise<void> => {
    while ((await reader.health()).feedAway !== feedAway);
  };
  const deliver = async (reader: FeedReader): Promise<void> => {
    const all = await messages();
    await reader.handle({ partition: 0, from: 0n, next: BigInt(all.length), messages: all });
  };

  it('is started again by the watchdog when messages wait and none is handled', async () => {
    await relayed(await fed.payments.record(20), 19n);
    const feed = new ScriptedFeed(async (reader, life) => {
      reader.joined([0]);
      if (life > 1) await deliver(reader);
    });
    const reader = await start(feed, { watchMs: 20 });
    expect(await reader.reached(20n, 30_000)).toBe(true);
    expect([feed.lives, feed.closed]).toEqual([2, 1]);
    expect(fed.log.lines.find((line) => line.includes('begins again'))).toBeDefined();
    expect((await fed.ledger()).entries).toBe(20);
  });

  it('is left alone by the watchdog when what waits is in partitions of others', async () => {
    await relayed(await fed.payments.record(20), 19n);
    const feed = new ScriptedFeed((reader) => reader.joined([]));
    const reader = await start(feed, { watchMs: 10 });
    expect(await reader.reached(20n, 200)).toBe(false);
    expect(feed.lives).toBe(1);
    expect((await reader.health()).state).toBe('waiting');
  });

  it('begins again after the broker was away, and after its membership ended', async () => {
    await relayed(await fed.payments.record(5), 4n);
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
    await relayed(await fed.payments.record(5), 4n);
    let back = false;
    const feed = new ScriptedFeed((reader) => {
      if (!back) throw new NotNow('no broker');
      reader.joined([0]);
    });
    const reader = await start(feed);
    await fed.log.said('begins again in 100 ms');
    expect(await reader.health()).toMatchObject({ state: 'retrying', feedAway: true });
    back = true;
    await fed.log.said('reads partitions 0');
    // The relay and the other members need a while as well.
    expect(await reader.health()).toMatchObject({ state: 'running', feedAway: true });
  });

  it('says that the feed is away when the broker says nothing any more, and back when it does', async () => {
    await relayed(await fed.payments.record(5), 4n);
    let reading: FeedReader | undefined;
    const reader = await start(
      new ScriptedFeed((reader) => {
        reading = reader;
        reader.joined([0]);
      }),
      { silentMs: 20 },
    );
    await fed.log.said('reads partitions 0');
    await becomes(reader, true);
    const speaking = setInterval(() => reading?.heard(), 2);
    await becomes(reader, false);
    clearInterval(speaking);
  });

  it('answers for what the relay has told of, not for what it has not', async () => {
    await relayed(2n, 1n);
    await fed.payments.record(5);
    const feed = new ScriptedFeed(async (reader) => {
      reader.joined([0]);
      await reader.handle({ partition: 0, from: 0n, next: 2n, messages: (await messages()).slice(0, 2) });
    });
    const reader = await start(feed);
    expect(await reader.reached(2n, 30_000)).toBe(true);
    expect(await reader.health()).toMatchObject({ checkpoint: 2n, lagEvents: 3n, feedLag: 0n, feedAway: true });
  });

  it('goes on where the run over the store ended, once that one has ended', async () => {
    await relayed(await fed.payments.record(20), 19n);
    const feed = new ScriptedFeed(async (reader) => {
      reader.joined([0]);
      await deliver(reader);
    });
    let attempts = 0;
    const running = await start(feed, {
      takeOver: async (_name, keep) => {
        if (++attempts < 3) throw new NotNow('it still runs');
        await keep(fed.pool, 15n);
      },
    });
    expect(await running.reached(20n, 30_000)).toBe(true);
    expect([attempts, (await fed.ledger()).entries, (await running.health()).checkpoint]).toEqual([3, 5, 20n]);
  });

  it('stops when its membership ends for a reason that does not pass', async () => {
    const feed = new ScriptedFeed((reader) => reader.ended(new Error('a bug')));
    const reader = await start(feed);
    await fed.log.said('STOPPED');
    expect(await reader.health()).toMatchObject({ state: 'stopped', lastError: { message: 'a bug' } });
  });

  it('has reached a position only when the relay and every partition have', async () => {
    await fed.payments.record(20);
    await relayed(12n, 11n);
    const feed = new ScriptedFeed(async (reader) => {
      reader.joined([0]);
      const all = (await messages()).slice(0, 12);
      await reader.handle({ partition: 0, from: 0n, next: 12n, messages: all });
    });
    const reader = await start(feed);
    expect(await reader.reached(12n, 30_000)).toBe(true);
    expect(await reader.reached(13n, 60)).toBe(false);
    await fed.pool.query(`INSERT INTO read_store.relay_offset VALUES ('a.topic', 1, 0)`);
    expect(await reader.reached(12n, 60)).toBe(false);
    expect((await reader.health()).checkpoint).toBe(0n);
  });

  it('refuses a store that was restored behind what was read', async () => {
    await relayed(30n, 3n);
    await fed.pool.query(`INSERT INTO read_store.consumer_offset VALUES ('ledger', 'a.topic', 0, 4, 30)`);
    await fed.payments.record(5);
    await expect(start(new ScriptedFeed(() => undefined))).rejects.toThrow(CheckpointAhead);
  });
});
