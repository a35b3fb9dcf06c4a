import { useTestDatabase } from '@budget/adapters/embedded-postgres';
import { parseInstant, parseLocalDate, type Instant } from '@budget/kernel';
import type { DataSource } from 'typeorm';
import { readModelSubscriber } from '../projections/read-model.projection';
import { openReadModel } from '../read-model/read-model.data-source';
import { AlertFacts } from '../testing/alert-facts.fixture';
import { alertsAt, type AlertAtRow } from './alerts-at.sql';
import { readingMoment } from './reading-moment';
import { SqlValues } from './sql-values';

const database = useTestDatabase();
const NOW = parseInstant('2025-07-31T09:00:00+08:00');
let readModel: DataSource;

/** Raised on 1 July, acknowledged in the last second of 2 July, restated on 4 July, paid up on 6 July but written down just after midnight. */
const paidUp = new AlertFacts('P1');
/** Raised on 1 July, lifted on 6 July, when nothing was due any more. */
const lifted = new AlertFacts('P2', 100n);

beforeAll(async () => {
  readModel = await openReadModel(database.connectionString, 2);
  await paidUp.importInto('U1', '2025-01-02T09:00:00+08:00');
  await paidUp.assess({ actual: '0.00', asOf: '2025-07-01' }, '2025-07-01T00:00:00+08:00');
  await paidUp.acknowledge('2025-07-02T23:59:59+08:00');
  await paidUp.assess({ actual: '13000.00', asOf: '2025-07-04' }, '2025-07-04T09:00:00+08:00');
  await paidUp.assess({ actual: '20000.00', asOf: '2025-07-06' }, '2025-07-07T00:00:00.001+08:00');
  await lifted.importInto('U1', '2025-01-02T09:00:00+08:00');
  await lifted.assess({ actual: '0.00', asOf: '2025-07-01' }, '2025-07-01T09:00:00+08:00');
  await lifted.assess({ actual: null, asOf: '2025-07-06' }, '2025-07-06T09:00:00+08:00');
  for (const facts of [paidUp, lifted]) await readModelSubscriber().handle(await facts.recorded(), database.pool);
});
afterAll(() => readModel.destroy());

async function at(facts: AlertFacts, asOf: string | undefined, knownAt?: Instant): Promise<AlertAtRow | undefined> {
  const values = new SqlValues();
  const source = alertsAt(values, readingMoment({ asOf: asOf && parseLocalDate(asOf), knownAt }, NOW));
  const { rows } = await database.pool.query<AlertAtRow>(
    `SELECT * FROM (${source}) a WHERE alert_id = ${values.add(facts.alertId)}`,
    values.list,
  );
  return rows[0];
}
const standing = (row: AlertAtRow | undefined) =>
  row && [row.status, row.severity, row.evidence.actualAmount, row.acknowledged_by, row.resolved_at === null];

describe('an alert as of a business day', () => {
  it.each([
    ['2025-06-30', undefined],
    ['2025-07-01', ['open', 'red', '0.00', null, true]],
    ['2025-07-02', ['acknowledged', 'red', '0.00', 'zhang', true]],
    ['2025-07-03', ['acknowledged', 'red', '0.00', 'zhang', true]],
    ['2025-07-04', ['acknowledged', 'yellow', '13000.00', 'zhang', true]],
    ['2025-07-05', ['acknowledged', 'yellow', '13000.00', 'zhang', true]],
    ['2025-07-06', ['resolved', 'yellow', '13000.00', 'zhang', false]],
    ['2025-07-30', ['resolved', 'yellow', '13000.00', 'zhang', false]],
  ])('on %s is %j', async (asOf, expected) => {
    expect(standing(await at(paidUp, asOf))).toEqual(expected);
  });

  it.each([
    ['2025-06-30', undefined],
    ['2025-07-05', ['open', 'red', '0.00', null, true]],
    ['2025-07-06', ['resolved', 'red', '0.00', null, false]],
  ])('that was lifted on 6 July, on %s is %j', async (asOf, expected) => {
    expect(standing(await at(lifted, asOf))).toEqual(expected);
  });

  it('is what was known: nothing of what was recorded after knownAt', async () => {
    const knownAt = parseInstant('2025-07-06T23:00:00+08:00');
    expect(standing(await at(paidUp, '2025-07-06', knownAt))).toEqual(['acknowledged', 'yellow', '13000.00', 'zhang', true]);
    expect(standing(await at(paidUp, '2025-07-01', knownAt))).toEqual(['open', 'red', '0.00', null, true]);
  });

  it.each([['2025-07-31'], ['2025-12-31'], [undefined]])('is the standing one today and later (%s), however it is read', async (asOf) => {
    const now = await at(paidUp, undefined);
    expect(await at(paidUp, asOf)).toEqual(now);
    expect(await at(paidUp, '2025-07-30')).toEqual(now);
    expect(await at(paidUp, asOf, NOW)).toEqual(now);
  });
});
