import { EventEmitter, once } from 'node:events';
import { useTestDatabase } from '@budget/adapters/embedded-postgres';
import { MemoryEventStore } from '@budget/adapters/event-store-memory';
import { eventIdFor } from '@budget/adapters/nest-platform';
import { PostgresSubscriptions } from '@budget/adapters/read-store-postgres';
import { alertStream } from '@budget/domain/alerts';
import { milestoneCheckStream } from '@budget/domain/milestones';
import { projectBudgetStream } from '@budget/domain/project-budget';
import { parseLocalDate } from '@budget/kernel';
import type { Subscriber, Subscription } from '@budget/ports';
import { accepted, by, HandClock } from '@budget/testing';
import type { DataSource } from 'typeorm';
import { openReadModel } from '../read-model/read-model.data-source';
import { recordYearOfFacts } from '../testing/year-of-facts.fixture';
import { readModelSubscriber } from './read-model.projection';

const database = useTestDatabase();
const clock = new HandClock();
const PATIENCE_MS = 30_000;
const P1 = { projectCode: 'P1', fiscalYear: 2025 };

let store: MemoryEventStore;
let readModel: DataSource;
let subscription: Subscription;
/** The one line of level error that a subscription leaves when it stops. */
let logging: EventEmitter;

const follow = async (subscriber: Subscriber = readModelSubscriber()): Promise<void> => {
  logging = new EventEmitter();
  const log = ({ level }: { level: string }): void => void logging.emit(`${level} line`);
  subscription = await new PostgresSubscriptions({ store, pool: database.pool, clock, log }).start(subscriber);
};
const append = async (stream: string, type: string): Promise<bigint> => {
  const event = { id: eventIdFor(`${stream}/${type}`, 0), type, schemaVersion: 1, data: { ...P1, amount: '1.00' } };
  return (await accepted(store.append({ stream, expected: 'any', events: [event] }, by()))).position;
};

beforeEach(async () => {
  await database.pool.query(`DROP SCHEMA IF EXISTS read_model, read_store CASCADE; DROP TABLE IF EXISTS read_model_migration`);
  store = new MemoryEventStore(clock);
  readModel = await openReadModel(database.connectionString, 2);
});
afterEach(async () => {
  await subscription.close();
  await readModel.destroy();
});

describe('the read model of an older build, behind facts of a later one', () => {
  it.each([
    ['BudgetFrozen', projectBudgetStream(P1)],
    ['MilestoneWaived', milestoneCheckStream({ ...P1, date: parseLocalDate('2025-06-30') })],
    ['AlertSilenced', alertStream({ ...P1, rule: 'milestone-missed' })],
  ])('stops before %s and says what it met, where, and what to do', async (type, stream) => {
    const before = await recordYearOfFacts(store, 2);
    const unknown = await append(stream, type);
    await append('payments', 'PaymentNoted');
    await follow();
    await once(logging, 'error line');

    expect(await subscription.health()).toMatchObject({
      state: 'stopped',
      checkpoint: before,
      lastError: {
        position: unknown,
        message:
          `${type} at position ${unknown} of ${stream} could not be handled: ` +
          `this build knows no ${type} (schema version 1) in a stream such as ${stream}; a later build has probably written it. ` +
          `Start that build or a newer one: it goes on from here, and nothing is lost.`,
      },
    });
    const { rows } = await database.pool.query<{ projects: string }>('SELECT count(*) AS projects FROM read_model.project');
    expect(rows).toEqual([{ projects: '2' }]);
  });

  it('goes on from there in a build that knows them', async () => {
    await recordYearOfFacts(store, 1);
    const unknown = await append(projectBudgetStream(P1), 'BudgetFrozen');
    await follow();
    await once(logging, 'error line');
    await subscription.close();

    const later = readModelSubscriber();
    const handle: Subscriber['handle'] = (events, transaction) =>
      later.handle(
        events.filter(({ type }) => type !== 'BudgetFrozen'),
        transaction,
      );
    await follow({ ...later, handle });
    expect(await subscription.reached(unknown, PATIENCE_MS)).toBe(true);
    expect((await subscription.health()).state).toBe('running');
  });

  it('passes by kinds of streams that it keeps no figures of, whatever stands in them', async () => {
    await recordYearOfFacts(store, 1);
    await append('policy-milestone', 'MilestonePolicyChanged');
    const last = await append('rehearsal-P1-2025', 'DisbursementRecorded');
    await follow();
    expect(await subscription.reached(last, PATIENCE_MS)).toBe(true);
    const { rows } = await database.pool.query<{ entries: string }>(
      'SELECT count(*) AS entries FROM read_model.ledger_entry WHERE position = $1',
      [last],
    );
    expect(rows).toEqual([{ entries: '0' }]);
  });
});
