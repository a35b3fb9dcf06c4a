import { randomUUID } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import { jest } from '@jest/globals';
import { useTestDatabase } from '@budget/adapters/embedded-postgres';
import { MemoryEventStore } from '@budget/adapters/event-store-memory';
import { parseInstant } from '@budget/kernel';
import {
  CheckpointAhead,
  CheckpointForeign,
  type EventStore,
  type RecordedEvent,
  type Subscriber,
  type Subscription,
  type Transaction,
} from '@budget/ports';
import pg from 'pg';
import { PostgresSubscriptions } from './postgres-subscriptions';

// The suite also runs on machines that are busy with other suites.
jest.setTimeout(60_000);
const database = useTestDatabase();
const clock = { now: () => parseInstant('2025-07-01T01:00:00Z') };
const metadata = { commandId: 'c', correlationId: 'r', causationId: 'k', actor: 'zhang' };

const record = async (store: EventStore, count: number, type = 'PaymentNoted'): Promise<bigint> => {
  const events = Array.from({ length: count }, () => ({ id: randomUUID(), type, schemaVersion: 1, data: { amount: '1.00' } }));
  const appended = await store.append({ stream: 'payments', expected: 'any', events }, { metadata });
  return appended.ok ? appended.value.position : 0n;
};

describe('a subscription with its checkpoint in the read model', () => {
  let store: MemoryEventStore;
  let pool: pg.Pool;
  let logged: string[];
  const logging = new EventEmitter();
  let open: Subscription[];

  const start = async (
    subscriber: Partial<Subscriber> = {},
    others: { pool?: pg.Pool; store?: EventStore; mayRun?: (transaction: Transaction, name: string) => Promise<void> } = {},
  ): Promise<Subscription> => {
    const subscriptions = new PostgresSubscriptions({
      ...{ store, pool, clock, ...others },
      log: ({ level, message }) => {
        logged.push(`${level}: ${message}`);
        logging.emit('line');
      },
    });
    const subscription = await subscriptions.start({ name: 'ledger', batchSize: 10, handle: keep, ...subscriber });
    open.push(subscription);
    return subscription;
  };
  const keep: Subscriber['handle'] = async (events, transaction) => {
    for (const { position } of events) await transaction.query('INSERT INTO ledger (position) VALUES ($1)', [position]);
  };
  /** Resolves once the log holds these words. */
  const said = async (words: string): Promise<true> => {
    while (!logged.some((line) => line.includes(words))) await once(logging, 'line');
    return true;
  };
  const settledState = async (subscription: Subscription): Promise<string> => {
    for (;;) {
      const { state } = await subscription.health();
      if (state !== 'starting') return state;
    }
  };
  const kept = async (): Promise<bigint[]> =>
    (await pool.query<{ position: string }>('SELECT position FROM ledger ORDER BY entry')).rows.map(({ position }) => BigInt(position));
  const upTo = (last: number): bigint[] => Array.from({ length: last }, (_, index) => BigInt(index + 1));

  beforeEach(async () => {
    ({ pool } = database);
    store = new MemoryEventStore(clock);
    logged = [];
    open = [];
    await pool.query('DROP SCHEMA IF EXISTS read_store CASCADE; DROP TABLE IF EXISTS ledger');
    await pool.query('CREATE TABLE ledger (entry serial, position bigint NOT NULL)');
  });
  afterEach(async () => {
    await Promise.all(open.map((subscription) => subscription.close()));
  });

  it('handles what is there and what comes, in order and once', async () => {
    await record(store, 25);
    const ledger = await start();
    expect(await ledger.reached(25n, 30_000)).toBe(true);
    expect(await ledger.reached(await record(store, 5), 30_000)).toBe(true);
    expect(await kept()).toEqual(upTo(30));
    expect(await ledger.health()).toEqual({
      name: 'ledger',
      state: 'running',
      checkpoint: 30n,
      head: 30n,
      lagEvents: 0n,
      lagSeconds: 0,
      lastError: null,
    });
  });

  it('handles a fact after a quiet time at once, and gathers those that follow closely into one batch', async () => {
    const batches: number[] = [];
    const subscription = await start({ gatherMs: 3_000, committed: (events) => batches.push(events.length) });
    const begun = performance.now();
    await subscription.reached(await record(store, 1), 10_000);
    expect(performance.now() - begun).toBeLessThan(3_000);
    let last = 0n;
    for (let payment = 0; payment < 4; payment++) last = await record(store, 1);
    expect(await subscription.reached(last, 20_000)).toBe(true);
    expect(batches).toEqual([1, 4]);
  });

  it('goes on after a restart where it left off', async () => {
    await record(store, 12);
    const before = await start();
    await before.reached(12n, 30_000);
    await before.close();
    await record(store, 3);
    const after = await start();
    expect(await after.reached(15n, 30_000)).toBe(true);
    expect(await kept()).toEqual(upTo(15));
    expect((await before.health()).state).toBe('closed');
  });

  it('says after the time-out that a position was not reached', async () => {
    const ledger = await start();
    expect(await ledger.reached(1n, 30)).toBe(false);
  });

  it('stops at the event that cannot be handled, keeps everything before it and names it loudly', async () => {
    await record(store, 4);
    await record(store, 1, 'Broken');
    await record(store, 4);
    const ledger = await start({
      handle: async (events, transaction) => {
        await keep(events, transaction);
        if (events.some(({ type }) => type === 'Broken')) throw new Error('no rule for this');
      },
    });
    expect(await said('STOPPED')).toBe(true);
    expect(await ledger.reached(4n, 0)).toBe(true);
    expect(await ledger.reached(5n, 50)).toBe(false);
    expect(await kept()).toEqual(upTo(4));
    const health = await ledger.health();
    expect(health).toMatchObject({ state: 'stopped', checkpoint: 4n, lagEvents: 5n, lastError: { position: 5n } });
    expect(logged.filter((line) => line.startsWith('error'))).toEqual([
      'error: Subscription "ledger" STOPPED. What it shows stays as of position 4. Mend the cause, then start the process again',
    ]);
  });

  it('retries what passes, and every event is handled once', async () => {
    let failures = 0;
    await record(store, 5);
    const ledger = await start({
      handle: async (events, transaction) => {
        await keep(events, transaction);
        if (failures++ < 2) throw Object.assign(new Error('deadlock detected'), { code: '40P01' });
      },
    });
    expect(await ledger.reached(5n, 30_000)).toBe(true);
    expect(await kept()).toEqual(upTo(5));
    expect(logged.filter((line) => line.startsWith('warn'))).toHaveLength(2);
  });

  it('takes up its work again after its connection was cut', async () => {
    const ledger = await start();
    await ledger.reached(await record(store, 2), 30_000);
    await pool.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'subscription ledger'`);
    expect(await ledger.reached(await record(store, 2), 30_000)).toBe(true);
    expect(await kept()).toEqual(upTo(4));
  });

  it('stops, and handles nothing more, when it was handed over while it was between two tries', async () => {
    let isHandedOver = false;
    const mayRun = (): Promise<void> => (isHandedOver ? Promise.reject(new Error('read from elsewhere now')) : Promise.resolve());
    const passing = Object.assign(new Error('the database is restarting'), { code: '57P03' });
    await record(store, 5);
    const ledger = await start(
      {
        handle: () => {
          isHandedOver = true;
          return Promise.reject(passing);
        },
      },
      { mayRun },
    );
    await said('STOPPED');
    expect(await ledger.health()).toMatchObject({ state: 'stopped', checkpoint: 0n, lastError: { message: 'read from elsewhere now' } });
    expect(await kept()).toEqual([]);
  });

  it('leaves the work to one process and takes over when the owner goes', async () => {
    const other = new pg.Pool({ connectionString: database.connectionString });
    const first = await start();
    await first.reached(await record(store, 3), 30_000);
    const second = await start({}, { pool: other });
    expect(await second.reached(await record(store, 3), 30_000)).toBe(true);
    expect(await settledState(second)).toBe('waiting');
    await first.close();
    expect(await second.reached(await record(store, 3), 30_000)).toBe(true);
    expect((await second.health()).state).toBe('running');
    expect(await kept()).toEqual(upTo(9));
    await second.close();
    await other.end();
  });

  it('writes nothing when somebody else has moved the checkpoint, and goes on from there', async () => {
    const ledger = await start();
    await ledger.reached(await record(store, 1), 30_000);
    await pool.query(`UPDATE read_store.checkpoint SET position = 2, stream = NULL`);
    expect(await ledger.reached(await record(store, 2), 30_000)).toBe(true);
    expect(await kept()).toEqual([1n, 3n]);
  });

  it('refuses a checkpoint beyond the head of the store and offers the rebuild', async () => {
    await record(store, 9);
    const before = await start();
    await before.reached(9n, 30_000);
    await before.close();

    store = new MemoryEventStore(clock);
    await record(store, 4);
    await expect(start()).rejects.toThrow(CheckpointAhead);
    await expect(start()).rejects.toThrow(
      'Subscription "ledger" has handled position 9, but the event store ends at 4. The store was probably restored from an older backup. ' +
        'Nothing was changed. Rebuild what this subscription wrote with: budget-monitor projections rebuild ledger',
    );
    await pool.query(`DELETE FROM ledger; DELETE FROM read_store.checkpoint WHERE name = 'ledger'`);
    const after = await start();
    expect(await after.reached(4n, 30_000)).toBe(true);
    expect(await kept()).toEqual(upTo(4));
  });

  it('refuses a store that was restored and written to since', async () => {
    await record(store, 9);
    const before = await start();
    await before.reached(9n, 30_000);
    await before.close();

    store = new MemoryEventStore(clock);
    await record(store, 20);
    await expect(start()).rejects.toThrow(CheckpointForeign);
  });

  it('tells screens after the commit, and a failure there changes nothing', async () => {
    const told: RecordedEvent[][] = [];
    const ledger = await start({
      committed: (events) => {
        told.push([...events]);
        throw new Error('no screen');
      },
    });
    await ledger.reached(await record(store, 2), 30_000);
    await ledger.reached(await record(store, 1), 30_000);
    expect(told.flat().map(({ position }) => position)).toEqual(upTo(3));
    expect((await ledger.health()).state).toBe('running');
  });

  it('finishes the batch in flight when it is closed', async () => {
    await record(store, 1);
    let began!: () => void;
    const inHandle = new Promise<void>((resolve) => (began = resolve));
    let goOn!: () => void;
    const released = new Promise<void>((resolve) => (goOn = resolve));
    const ledger = await start({
      handle: async (events, transaction) => {
        began();
        await released;
        await keep(events, transaction);
      },
    });
    await inHandle;
    const closed = ledger.close();
    goOn();
    await closed;
    expect(await kept()).toEqual([1n]);
  });
});
