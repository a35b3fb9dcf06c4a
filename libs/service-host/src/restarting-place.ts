import { forgetFeedPlace } from '@budget/adapters/messaging-kafka';
import { assertNobodyRuns, StorePlace } from '@budget/adapters/read-store-postgres';
import { NotNow, type HandledUpTo, type LivePlace, type RecordedEvent, type Transaction } from '@budget/ports';

/** The names of our services in the database's list of connections; over Kafka nothing else tells that one runs. */
const SERVICES = ['budget-monitor', 'command-service', 'projection-service', 'alerting-service'];

/**
 * What the subscription knew of its place holds no longer: the store was restored from a backup, or it reads the store again after Kafka. It goes
 * on from wherever it is put, in the order of the store; with KAFKA_BROKERS it is taken over from there like one that never read Kafka.
 */
export class RestartingPlace implements LivePlace {
  readonly restarts = true;
  private readonly inStore: StorePlace;

  constructor(private readonly name: string) {
    this.inStore = new StorePlace(name);
  }

  async handled(): Promise<HandledUpTo> {
    return { all: 0n, last: 0n };
  }

  async handledOf(): Promise<readonly RecordedEvent[]> {
    return [];
  }

  /** Throws NotNow while a service runs: it would go on from where it was. */
  async hold(transaction: Transaction): Promise<void> {
    await assertNobodyRuns(transaction, this.name);
    const { rowCount } = await transaction.query(
      'SELECT FROM pg_stat_activity WHERE datname = current_database() AND application_name = ANY ($1)',
      [SERVICES],
    );
    if (rowCount !== 0) throw new NotNow(`Services still run on this database: stop all of them, then rebuild "${this.name}"`);
  }

  async moveTo(transaction: Transaction, last: RecordedEvent | null): Promise<void> {
    await forgetFeedPlace(transaction, this.name);
    await transaction.query('DELETE FROM read_store.checkpoint WHERE name = $1', [this.name]);
    if (last) await this.inStore.moveTo(transaction, last);
  }
}
