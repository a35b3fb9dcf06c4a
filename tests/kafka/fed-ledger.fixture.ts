import { useTestDatabase, type TestDatabase } from '@budget/adapters/embedded-postgres';
import { MemoryEventStore } from '@budget/adapters/event-store-memory';
import { ensureFeedTables, KafkaFeed, kafkaRelay, messageOf } from '@budget/adapters/messaging-kafka';
import { PostgresSubscriptions } from '@budget/adapters/read-store-postgres';
import type { Feed, FeedMessage, RecordedEvent, Subscription } from '@budget/ports';
import { HandClock } from '@budget/testing';
import { Kafka, type Admin } from 'kafkajs';
import { makeLedger, readLedger, type LedgerState } from './ledger.fixture';
import { LogLines } from './log-lines';
import { Payments } from './payments.fixture';

type Closable = { close(): Promise<void> };

/** What every suite of the feed stands on, new for each test: a store with payments, an empty ledger and feed tables, a log. */
export class FedLedger {
  readonly clock = new HandClock();
  store = new MemoryEventStore(this.clock);
  payments = new Payments(this.store);
  log = new LogLines();
  private readonly open: Closable[] = [];

  constructor(private readonly database: TestDatabase) {}

  get pool(): TestDatabase['pool'] {
    return this.database.pool;
  }

  /** What every kind of subscription wants. */
  get parts() {
    const { store, pool, clock, log } = this;
    return { store, pool, clock, log: log.log };
  }

  async begin(): Promise<void> {
    this.store = new MemoryEventStore(this.clock);
    this.payments = new Payments(this.store);
    this.log = new LogLines();
    await this.pool.query('DROP SCHEMA IF EXISTS read_store CASCADE');
    await ensureFeedTables(this.pool);
    await makeLedger(this.pool);
  }

  /** Closed after the test, what was opened last first. */
  opened<Opened extends Closable>(closable: Opened): Opened {
    this.open.unshift(closable);
    return closable;
  }

  async end(): Promise<void> {
    for (const closable of this.open.splice(0)) await closable.close();
  }

  feed(brokers: readonly string[], topic: string): KafkaFeed {
    return this.opened(new KafkaFeed({ brokers, topic, log: this.log.log }));
  }

  async relay(feed: Feed): Promise<Subscription> {
    return this.opened(await new PostgresSubscriptions(this.parts).start(await kafkaRelay({ feed, store: this.store, pool: this.pool })));
  }

  ledger(): Promise<LedgerState> {
    return readLedger(this.pool);
  }

  /** The ledger when `entries` payments were counted, each once and in order, and those are all there are. */
  exact(entries = this.payments.count): LedgerState {
    return { sums: this.payments.sums, entries, doubled: 0, disordered: 0 };
  }

  stored(): Promise<readonly RecordedEvent[]> {
    return this.store.readAll(0n, { limit: 10_000 });
  }

  async messages(events?: readonly RecordedEvent[]): Promise<readonly FeedMessage[]> {
    return (events ?? (await this.stored())).flatMap((event) => messageOf(event) ?? []);
  }
}

export function useFedLedger(): FedLedger {
  const fed = new FedLedger(useTestDatabase());
  beforeEach(() => fed.begin());
  afterEach(() => fed.end());
  return fed;
}

/** What an administrator does to a broker. */
export async function administer<Value>(brokers: readonly string[], work: (admin: Admin) => Promise<Value>): Promise<Value> {
  const admin = new Kafka({ brokers: [...brokers], logLevel: 0 }).admin();
  await admin.connect();
  try {
    return await work(admin);
  } finally {
    await admin.disconnect();
  }
}
