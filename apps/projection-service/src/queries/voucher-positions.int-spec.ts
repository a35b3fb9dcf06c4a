import { useTestDatabase } from '@budget/adapters/embedded-postgres';
import { parseInstant } from '@budget/kernel';
import type { DataSource } from 'typeorm';
import { openReadModel } from '../read-model/read-model.data-source';
import { LedgerQueryHandler } from './ledger.query';
import { readingMoment } from './reading-moment';

const database = useTestDatabase();
const NOW = parseInstant('2025-07-31T09:00:00+08:00');
let readModel: DataSource;

type Line = { position: number; code: string; voucher: string; of?: string; unit?: string; kind?: string; year?: number };

async function write({ position, code, voucher, of, unit = 'U1', kind = 'payment', year = 2025 }: Line): Promise<void> {
  await database.pool.query(
    `INSERT INTO read_model.ledger_entry (position, fiscal_year, project_code, unit_code, kind, voucher_no, original_voucher_no, amount,
       effective_on, fund_source, recorded_at, recorded_by, late, paid_so_far, refunded_so_far)
     VALUES ($1, $2, $3, $4, $5, $6, $7, 1, '2025-06-01', 'fiscal', '2025-06-01', 'officer', false, 0, 0)`,
    [position, year, code, unit, kind, voucher, of ?? null],
  );
}
async function found(voucher: string, scope: 'all' | string[] = 'all'): Promise<readonly string[]> {
  const reading = { moment: readingMoment({}, NOW), fiscalYear: 2025, scope };
  const query = { limit: 50, vouchers: 'all', voucher } as const;
  return (await new LedgerQueryHandler(readModel).list(query, reading)).items.map(({ position }) => position);
}

beforeAll(async () => {
  readModel = await openReadModel(database.connectionString, 2);
  await write({ position: 1, code: 'P1', voucher: 'Z-1' });
  await write({ position: 2, code: 'P1', voucher: 'Z-10' });
  await write({ position: 3, code: 'P1', voucher: 'T-1', of: 'Z-1', kind: 'refund' });
  await write({ position: 4, code: 'P1', voucher: 'T-1', of: 'Z-1', kind: 'reversal' });
  await write({ position: 5, code: 'P2', voucher: 'Z-1', unit: 'U2' });
  await write({ position: 6, code: 'P2', voucher: 'Z-1', of: 'Z-1', unit: 'U2', kind: 'reversal' });
  await write({ position: 7, code: 'P3', voucher: 'Z-1', year: 2024 });
});
afterAll(() => readModel.destroy());

describe('the ledger asked for a voucher number', () => {
  it('tells what is under it and what refunds or reverses its payment, in every project of the year', async () => {
    expect(await found('Z-1')).toEqual(['6', '5', '4', '3', '1']);
  });

  it('tells of a refund and of what took it back', async () => {
    expect(await found('T-1')).toEqual(['4', '3']);
  });

  it('takes the whole number, never a part of it', async () => {
    expect([await found('Z-'), await found('Z-100')]).toEqual([[], []]);
  });

  it('keeps to the units of the reader', async () => {
    expect(await found('Z-1', ['U2'])).toEqual(['6', '5']);
  });
});
