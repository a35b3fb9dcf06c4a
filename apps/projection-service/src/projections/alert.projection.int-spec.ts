import { useTestDatabase } from '@budget/adapters/embedded-postgres';
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

const project = async (facts: AlertFacts): Promise<void> => readModelSubscriber().handle(await facts.recorded(), database.pool);
const notesOf = async ({ alertId }: AlertFacts) => {
  const text = 'SELECT type, note FROM read_model.alert_step WHERE alert_id = $1 ORDER BY position';
  return (await database.pool.query<{ type: string; note: string | null }>(text, [alertId])).rows.map(({ type, note }) => [type, note]);
};

describe('the alerts of the read model', () => {
  it('keep the sentence of every step, that of the resolution too', async () => {
    const facts = new AlertFacts('PAIDUP');
    await facts.importInto('U1', '2025-01-02T09:00:00+08:00');
    await facts.assess({ actual: '0.00', asOf: '2025-07-01' }, '2025-07-01T09:00:00+08:00');
    await facts.assess({ actual: '11800.00', asOf: '2025-07-02' }, '2025-07-02T09:00:00+08:00');
    await facts.assess({ actual: '18000.00', asOf: '2025-07-03' }, '2025-07-03T09:00:00+08:00');
    await project(facts);
    const due = '项目「项目」在考核点2025-06-30应累计支出预算现额40000.00元（4.00万元）的50.00%，即20000.00元（2.00万元）；';
    expect(await notesOf(facts)).toEqual([
      ['AlertRaised', `红灯：${due}截至2025-07-01实际净支出0.00元（0.00万元），为计划的0.00%，比计划少20000.00元（2.00万元）。`],
      ['AlertReassessed', `红灯：${due}截至2025-07-02实际净支出11800.00元（1.18万元），为计划的59.00%，比计划少8200.00元（0.82万元）。`],
      ['AlertResolved', `销号：${due}截至2025-07-03实际净支出18000.00元（1.80万元），为计划的90.00%，已达到销号线90.00%。`],
    ]);
  });

  it('keep the reason of a resolution without money', async () => {
    const facts = new AlertFacts('NOTHINGDUE', 100n);
    await facts.importInto('U1', '2025-01-02T09:00:00+08:00');
    await facts.assess({ actual: '0.00', asOf: '2025-07-01' }, '2025-07-01T09:00:00+08:00');
    await facts.assess({ actual: null, asOf: '2025-07-02' }, '2025-07-02T09:00:00+08:00');
    await project(facts);
    expect((await notesOf(facts)).at(-1)).toEqual(['AlertResolved', '按现行计划目前没有应支出的金额']);
  });

  it('belong to the unit that answers for the project now, also one raised while the project was moving', async () => {
    const facts = new AlertFacts('MOVING', 200n);
    await facts.importInto('U1', '2025-01-02T09:00:00+08:00');
    await facts.importInto('U2', '2025-07-01T08:59:59+08:00');
    await facts.assess({ actual: '0.00', asOf: '2025-07-01', unitCode: 'U1' }, '2025-07-01T09:00:00+08:00');
    await project(facts);
    const { rows } = await database.pool.query<{ unit_code: string }>('SELECT unit_code FROM read_model.alert WHERE alert_id = $1', [
      facts.alertId,
    ]);
    expect(rows).toEqual([{ unit_code: 'U2' }]);
  });
});
