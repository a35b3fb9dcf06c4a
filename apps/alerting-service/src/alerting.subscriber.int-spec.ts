import { EventEmitter, once } from 'node:events';
import { useTestDatabase } from '@budget/adapters/embedded-postgres';
import { MemoryEventStore } from '@budget/adapters/event-store-memory';
import { createMetrics, eventIdFor, ReadinessChecks, watchSubscription } from '@budget/adapters/nest-platform';
import { PostgresSubscriptions } from '@budget/adapters/read-store-postgres';
import { alertStream } from '@budget/domain/alerts';
import { milestoneCheckStream } from '@budget/domain/milestones';
import { projectBudgetStream } from '@budget/domain/project-budget';
import { parseLocalDate } from '@budget/kernel';
import type { Subscription } from '@budget/ports';
import { accepted, by, HandClock } from '@budget/testing';
import { AlertingCore, commandIdOf } from './alerting-core';
import { ALERTING_SUBSCRIPTION, alertingSubscriber } from './alerting.subscriber';
import { createDueMilestones } from './judging/due-milestones.schema';

const database = useTestDatabase();
const clock = new HandClock();
const P1 = { projectCode: 'P1', fiscalYear: 2025 };

let store: MemoryEventStore;
let subscription: Subscription;
/** The one line of level error that a subscription leaves when it stops. */
let logging: EventEmitter;

const follow = async (): Promise<void> => {
  logging = new EventEmitter();
  const log = ({ level }: { level: string }): void => void logging.emit(`${level} line`);
  const subscriptions = new PostgresSubscriptions({ store, pool: database.pool, clock, log });
  subscription = await subscriptions.start(alertingSubscriber(new AlertingCore(store).assessor, clock, commandIdOf));
};
const append = async (stream: string, type: string): Promise<bigint> => {
  const event = { id: eventIdFor(`${stream}/${type}`, 0), type, schemaVersion: 1, data: { ...P1, amount: '1.00' } };
  return (await accepted(store.append({ stream, expected: 'any', events: [event] }, by()))).position;
};

beforeEach(async () => {
  await database.pool.query(`DROP SCHEMA IF EXISTS alerting, read_store CASCADE`);
  await createDueMilestones(database.pool);
  store = new MemoryEventStore(clock);
});
afterEach(() => subscription.close());

describe('the alerting of an older build, behind facts of a later one', () => {
  it.each([
    ['BudgetFrozen', projectBudgetStream(P1)],
    ['MilestoneWaived', milestoneCheckStream({ ...P1, date: parseLocalDate('2025-06-30') })],
    ['AlertSilenced', alertStream({ ...P1, rule: 'milestone-missed' })],
  ])('stops before %s with its type, its stream and the next step, and turns readiness red', async (type, stream) => {
    const before = await append('targetDocument-TD-2025-1', 'TargetDocumentImported');
    const unknown = await append(stream, type);
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
    const readiness = new ReadinessChecks();
    watchSubscription(ALERTING_SUBSCRIPTION, subscription, { readiness, metrics: createMetrics() });
    expect(await readiness.look()).toMatchObject({
      status: 'not-ready',
      checks: {
        'subscription:alerting': {
          ...{ status: 'failed', state: 'stopped', checkpoint: String(before) },
          detail: expect.stringMatching(
            new RegExp(`^figures stay as of event ${before} since .*: ${type} at position ${unknown} of .* nothing is lost\\.$`),
          ) as string,
        },
      },
    });
  });

  it('passes by kinds of streams that it does not watch, whatever stands in them', async () => {
    await append('policy-milestone', 'MilestonePolicyChanged');
    const last = await append('rehearsal-P1-2025', 'BudgetFrozen');
    await follow();
    expect(await subscription.reached(last, 30_000)).toBe(true);
  });
});
