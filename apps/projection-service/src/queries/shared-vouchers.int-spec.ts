import { useTestDatabase } from '@budget/adapters/embedded-postgres';
import { parseInstant } from '@budget/kernel';
import type { DataSource } from 'typeorm';
import { openReadModel } from '../read-model/read-model.data-source';
import { LedgerQueryHandler } from './ledger.query';
import type { Reading } from './read-gate';
import { readingMoment } from './reading-moment';

const database = useTestDatabase();
const NOW = parseInstant('2025-07-31T09:00:00+08:00');
let readModel: DataSource;

type Line = { position: number; code: string; voucher: string; unit?: string; kind?: string; on?: string; reversedBy?: number };

async function write({ position, code, voucher, unit = 'U1', kind = 'payment', on = '2025-06-01', reversedBy }: Line): Promise<void> {
  await database.pool.query(
    `INSERT INTO read_model.ledger_entry (position, fiscal_year, project_code, unit_code, kind, voucher_no, amount, effective_on, fund_source,
       recorded_at, recorded_by, late, reversed_by, paid_so_far, refunded_so_far)
     VALUES ($1, 2025, $2, $3, $4, $5, 1, $6::date, 'fiscal', $6::date, 'officer', false, $7, 0, 0)`,
    [position, code, unit, kind, voucher, on, reversedBy ?? null],
  );
}
const read = async (vouchers: 'all' | 'shared', more: Partial<{ scope: string[]; knownAt: string }> = {}) => {
  const reading: Reading = {
    moment: readingMoment(more.knownAt === undefined ? {} : { knownAt: more.knownAt }, NOW),
    fiscalYear: 2025,
    scope: more.scope ?? 'all',
  };
  const { items } = await new LedgerQueryHandler(readModel).list({ limit: 50, vouchers }, reading);
  return items.map(({ position, alsoUsedBy }) => [position, alsoUsedBy]);
};

beforeAll(async () => {
  readModel = await openReadModel(database.connectionString, 2);
  await write({ position: 1, code: '130434A', voucher: 'Z-1' });
  await write({ position: 2, code: '130434B', voucher: 'Z-1', unit: 'U2', on: '2025-06-10' });
  await write({ position: 3, code: '130435C', voucher: 'Z-1' });
  await write({ position: 4, code: '130434A', voucher: 'Z-2' });
  await write({ position: 5, code: '130434A', voucher: 'Z-3', reversedBy: 6 });
  await write({ position: 6, code: '130434A', voucher: 'Z-3', kind: 'reversal' });
  await write({ position: 7, code: '130434B', voucher: 'Z-3', unit: 'U2' });
});
afterAll(() => readModel.destroy());

describe('a voucher number in two projects', () => {
  it('is found by asking the ledger for it: the pair of the region, not the reversed one, each naming the other', async () => {
    expect(await read('shared')).toEqual([
      ['2', ['130434A']],
      ['1', ['130434B']],
    ]);
  });

  it('is marked in the whole ledger as well', async () => {
    expect(new Map((await read('all')) as [string, unknown][])).toEqual(
      new Map([['1', ['130434B']], ['2', ['130434A']], ...['3', '4', '5', '6', '7'].map((position) => [position, null] as [string, null])]),
    );
  });

  it('names no project of a unit that the reader does not see', async () => {
    expect(await read('shared', { scope: ['U1'] })).toEqual([['1', []]]);
  });

  it('is none as long as the second was not known', async () => {
    expect(await read('shared', { knownAt: '2025-06-05T00:00:00+08:00' })).toEqual([]);
  });
});
