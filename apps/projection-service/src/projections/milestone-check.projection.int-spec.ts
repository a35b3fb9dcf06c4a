import { randomUUID } from 'node:crypto';
import { useTestDatabase } from '@budget/adapters/embedded-postgres';
import { milestoneCheckStream } from '@budget/domain/milestones';
import { parseLocalDate } from '@budget/kernel';
import type { RecordedEvent } from '@budget/ports';
import type { DataSource } from 'typeorm';
import { openReadModel } from '../read-model/read-model.data-source';
import { AlertFacts } from '../testing/alert-facts.fixture';
import { readModelSubscriber } from './read-model.projection';

const database = useTestDatabase();
let readModel: DataSource;

beforeAll(async () => {
  readModel = await openReadModel(database.connectionString, 2);
});
afterAll(() => readModel.destroy());

it('a judgement made while its project moved belongs to the unit that answers for the project now', async () => {
  const facts = new AlertFacts('JUDGED');
  await facts.importInto('U1', '2025-01-02T09:00:00+08:00');
  await facts.importInto('U2', '2025-07-01T08:59:59+08:00');
  const registered = await facts.recorded();
  const [first] = registered;
  if (!first) throw new Error('Nothing was registered');
  const judged: RecordedEvent = {
    ...first,
    ...{ id: randomUUID(), type: 'MilestoneJudged', schemaVersion: 1, version: 0n, position: 10n },
    stream: milestoneCheckStream({ projectCode: 'JUDGED', fiscalYear: 2025, date: parseLocalDate('2025-06-30') }),
    data: {
      ...{ projectCode: 'JUDGED', fiscalYear: 2025, unitCode: 'U1', date: '2025-06-30', label: '6月底', statedPercent: '50.00' },
      ...{
        effectivePercent: '50.00',
        budget: '40000.00',
        plannedAmount: '20000.00',
        actualAmount: '0.00',
        ratio: '0.0000',
        status: 'severe',
      },
      ...{ planVersion: 1, policyVersion: 1, throughVersion: '1', throughPosition: '2', trigger: 'clock' },
    },
  };
  await readModelSubscriber().handle([...registered, judged], database.pool);
  const { rows } = await database.pool.query('SELECT unit_code, status, actual_amount FROM read_model.milestone_check');
  expect(rows).toEqual([{ unit_code: 'U2', status: 'severe', actual_amount: '0.00' }]);
});
