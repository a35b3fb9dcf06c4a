import { useTestDatabase } from '@budget/adapters/embedded-postgres';
import { MemoryEventStore } from '@budget/adapters/event-store-memory';
import { eventIdFor } from '@budget/adapters/nest-platform';
import type { ProjectCode, VoucherNo } from '@budget/domain/project-budget';
import { parseLocalDate, type AmountText, type JsonObject } from '@budget/kernel';
import { accepted, by, HandClock } from '@budget/testing';
import { createGuards } from './guards.schema';
import { guardsSubscriber } from './guards.subscriber';
import { KnownUnits } from './known-units';
import type { Voucher } from './voucher-use';
import { VoucherUses } from './voucher-uses';

const database = useTestDatabase();
const LATER = 1_000n;
let store: MemoryEventStore;

const OWN = '13043425P000001100761';
const OTHER = '13043425P000001100762';
const OTHER_REGION = '13043525P000001100763';
const voucher = (projectCode: string, voucherNo: string, fiscalYear = 2025): Voucher => ({ projectCode, fiscalYear, voucherNo });

async function record(type: string, projectCode: string, data: JsonObject, fiscalYear = 2025): Promise<bigint> {
  const stream = `projectBudget-${projectCode}-${fiscalYear}`;
  const event = { id: eventIdFor(`${stream}/${type}/${JSON.stringify(data)}`, 0), type, schemaVersion: 1 };
  const events = [{ ...event, data: { projectCode, fiscalYear, ...data } }];
  return (await accepted(store.append({ stream, expected: 'any', events }, by()))).position;
}
const pay = (projectCode: string, voucherNo: string, fiscalYear = 2025): Promise<bigint> =>
  record('DisbursementRecorded', projectCode, { voucherNo, paidOn: `${fiscalYear}-06-01`, amount: '1.00' }, fiscalYear);
const follow = async (): Promise<void> => guardsSubscriber.handle(await store.readAll(0n, { limit: 1_000 }), database.pool);
const found = async (asked: Voucher, position = LATER): Promise<string[]> => {
  const uses = new VoucherUses(database.pool);
  return uses.elsewhere(asked, position, await uses.stored(asked)).map(({ projectCode, usedOn }) => `${projectCode} ${usedOn}`);
};

beforeEach(async () => {
  await database.pool.query('DROP SCHEMA IF EXISTS command CASCADE');
  await Promise.all([createGuards(database.pool), createGuards(database.pool)]);
  store = new MemoryEventStore(new HandClock());
});

describe('the guard of voucher numbers', () => {
  it('knows a payment or refund of another project in the same year and region by its number', async () => {
    await pay(OTHER, 'Z-1');
    await record('DisbursementRefunded', OTHER, { voucherNo: 'Z-1', refundVoucherNo: 'T-1', receivedOn: '2025-07-01', amount: '1.00' });
    await follow();
    expect([await found(voucher(OWN, 'Z-1')), await found(voucher(OWN, 'T-1'))]).toEqual([
      [`${OTHER} 2025-06-01`],
      [`${OTHER} 2025-07-01`],
    ]);
  });

  it('takes another number, year, region, or the project itself for no second use', async () => {
    await pay(OWN, 'Z-1');
    await pay(OTHER, 'Z-2');
    await pay(OTHER, 'Z-1', 2024);
    await pay(OTHER_REGION, 'Z-1');
    await follow();
    expect(await found(voucher(OWN, 'Z-1'))).toEqual([]);
  });

  it('is asked as of a position: what came later, or was reversed before, is no earlier use', async () => {
    const own = await pay(OWN, 'Z-1');
    await pay(OTHER, 'Z-1');
    const between = await pay(OTHER, 'Z-2');
    const reversal = await record('DisbursementReversed', OTHER, {
      voucherNo: 'Z-1',
      paidOn: '2025-06-01',
      amount: '1.00',
      reason: '登记错',
    });
    await follow();
    const at = (position: bigint) => found(voucher(OWN, 'Z-1'), position);
    expect([await at(own), await at(between), await at(reversal + 1n)]).toEqual([[], [`${OTHER} 2025-06-01`], []]);
  });

  it('knows at once what its own process recorded or reversed, before the subscription does', async () => {
    const uses = new VoucherUses(database.pool);
    const number = { projectCode: OTHER as ProjectCode, fiscalYear: 2025, voucherNo: 'Z-9' as VoucherNo };
    const fact = { ...number, amount: '1.00' as AmountText, paidOn: parseLocalDate('2025-06-02'), fundSource: 'fiscal' } as const;
    const payment = { ...fact, paymentMethod: null, payee: null, payeeAccount: null, use: null };
    uses.note({ type: 'DisbursementRecorded', schemaVersion: 1, data: payment }, 5n);
    const asked = voucher(OWN, 'Z-9');
    expect(uses.elsewhere(asked, 6n, []).map(({ projectCode }) => projectCode)).toEqual([OTHER]);
    uses.note({ type: 'DisbursementReversed', schemaVersion: 1, data: { ...fact, reason: '登记错' } }, 7n);
    expect([uses.elsewhere(asked, 6n, []).length, uses.elsewhere(asked, 8n, []).length]).toEqual([1, 0]);
  });

  it('answers many callers at once, each its own', async () => {
    for (let no = 0; no < 40; no++) await pay(OTHER, `Z-${no}`);
    await follow();
    const uses = new VoucherUses(database.pool);
    const counts = await Promise.all(Array.from({ length: 80 }, async (_, no) => (await uses.stored(voucher(OWN, `Z-${no}`))).length));
    expect(counts).toEqual(Array.from({ length: 80 }, (_, no) => (no < 40 ? 1 : 0)));
  });

  it('is the same after the facts are handled twice', async () => {
    await pay(OTHER, 'Z-1');
    await follow();
    await follow();
    expect(await found(voucher(OWN, 'Z-1'))).toEqual([`${OTHER} 2025-06-01`]);
  });
});

describe('the guard of units', () => {
  const units = () => new KnownUnits(database.pool);

  it('doubts no unit while there is no project at all', async () => {
    expect(await units().unknownAmong(['203001'])).toEqual([]);
  });

  it('names the units that no project of any year belongs to', async () => {
    await record('ProjectRegistered', OWN, { unit: { code: '203001', name: '本级' }, indicators: [], plan: [] }, 2023);
    await follow();
    expect(await units().unknownAmong(['203999', '203001', '204000'])).toEqual(['203999', '204000']);
    const { rows } = await database.pool.query('SELECT fiscal_year FROM command.fiscal_year');
    expect(rows).toEqual([{ fiscal_year: 2023 }]);
  });
});
