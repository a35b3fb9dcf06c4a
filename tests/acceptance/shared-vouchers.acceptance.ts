import type { LedgerEntryView, WarningView } from '@budget/contracts';
import { weixian2025 } from '../fixtures/weixian-2025.fixture';
import type { Client, Reply } from './harness/client';
import { useInstallation } from './harness/installation';

const installation = useInstallation('2025-11-15T09:00:00+08:00');
const codesOf = (unit: string): string[] =>
  weixian2025.truth.filter(({ unitCode }) => unitCode === unit).map(({ projectCode }) => projectCode);
const [first = '', second = ''] = codesOf('203001');
const [other = ''] = codesOf('203002');

type Warned = { readonly position: string; readonly warnings: readonly WarningView[] };
const pay = (client: Client, code: string, voucherNo: string): Promise<Reply<Warned>> =>
  client.post(`/projects/${code}/disbursements`, { voucherNo, amount: '1.00', paidOn: '2025-06-12', fundSource: 'fiscal' });
const words = ({ body }: Reply<Warned>): string => body.warnings.map(({ message }) => message).join();

describe('a voucher number that another project of the region uses', () => {
  it('is recorded with a warning that names project and day, and is found in the ledger', async () => {
    const before = await pay(installation.admin, other, 'DOUBLE');
    expect([before.status, before.body.warnings]).toEqual([201, []]);
    const after = await pay(installation.admin, first, 'DOUBLE');
    expect([after.status, after.body.warnings.map(({ code, field }) => [code, field])]).toEqual([
      201,
      [['voucher-used-elsewhere', 'voucherNo']],
    ]);
    expect(words(after)).toContain(`${other}（2025-06-12）`);
    expect(await pay(installation.admin, other, 'DOUBLE')).toMatchObject({ status: 200, body: { warnings: [] } });
    const again = await pay(installation.admin, first, 'DOUBLE');
    expect([again.status, again.body]).toEqual([200, after.body]);

    await installation.settled();
    const shared = await installation.admin.all<LedgerEntryView>('/disbursements?vouchers=shared');
    expect(new Map(shared.map(({ projectCode, alsoUsedBy }) => [projectCode, alsoUsedBy]))).toEqual(
      new Map([
        [first, [other]],
        [other, [first]],
      ]),
    );
  });

  it('tells an officer of another unit that there is one, and nothing else of it', async () => {
    const officer = await installation.user('wang.jingban', ['officer'], ['203001']);
    const hidden = await pay(officer, second, 'DOUBLE');
    expect(words(hidden)).toContain(first);
    await pay(installation.admin, other, 'HIDDEN');
    const answer = await pay(officer, first, 'HIDDEN');
    expect([answer.status, answer.body.warnings.length]).toEqual([201, 1]);
    expect(words(answer)).toContain('另一个项目');
    for (const answered of [hidden, answer]) expect(words(answered)).not.toContain(other);

    await installation.settled();
    const rows = await officer.all<LedgerEntryView>('/disbursements?vouchers=shared');
    expect(JSON.stringify(rows)).not.toContain(other);
    expect(rows.filter(({ voucherNo }) => voucherNo === 'HIDDEN').map(({ alsoUsedBy }) => alsoUsedBy)).toEqual([[]]);
  });

  it('is found by its number in every project of the reader’s units, however it is typed', async () => {
    const found = async (client: Client, typed: string): Promise<readonly string[]> =>
      (await client.all<LedgerEntryView>(`/disbursements?voucher=${encodeURIComponent(typed)}`))
        .map(({ projectCode }) => projectCode)
        .sort();
    expect(await found(installation.admin, '　ＤＯＵＢＬＥ ')).toEqual([first, second, other].sort());
    const officer = await installation.user('zhao.jingban', ['officer'], ['203001']);
    expect(await found(officer, 'DOUBLE')).toEqual([first, second].sort());
    expect(await found(installation.admin, 'DOUBL')).toEqual([]);
  });

  it('is warned of for refunds, and after a restart and a reset of the guard, but not once the other was reversed', async () => {
    await pay(installation.admin, other, 'BEFORE');
    await pay(installation.admin, other, 'TAKEN-BACK');
    await installation.admin.post(`/projects/${other}/disbursements/TAKEN-BACK/reversal`, { reason: '登记到了别的项目' });
    await installation.settled();
    await installation.stop();
    const { pool } = installation.database;
    await pool.query('DROP SCHEMA command CASCADE');
    await pool.query(`DELETE FROM read_store.checkpoint WHERE name = 'command-guards'`);
    await installation.start('2025-11-16T09:00:00+08:00');
    await installation.settled();

    const refund = { refundVoucherNo: 'BEFORE', amount: '0.50', receivedOn: '2025-07-01', reason: '多付' };
    const refunded = await installation.admin.post<Warned>(`/projects/${first}/disbursements/DOUBLE/refunds`, refund);
    expect([refunded.status, refunded.body.warnings.map(({ field }) => field)]).toEqual([201, ['refundVoucherNo']]);
    expect(await pay(installation.admin, first, 'TAKEN-BACK')).toMatchObject({ status: 201, body: { warnings: [] } });
  });
});

describe('a unit that no project belongs to', () => {
  it('may be given to a user, and is warned of', async () => {
    const user = {
      username: 'li.wei',
      displayName: '李伟',
      password: 'a password for tests',
      roles: ['officer'],
      units: ['203001', '203999'],
    };
    const created = await installation.admin.post<{ units: string[]; warnings: WarningView[] }>('/users', user);
    expect([created.status, created.body.units, created.body.warnings.map(({ code, field }) => [code, field])]).toEqual([
      201,
      ['203001', '203999'],
      [['unit-unknown', 'units']],
    ]);
    expect(created.body.warnings[0]?.message).toContain('203999');
    const changed = await installation.admin.patch<{ warnings: WarningView[] }>('/users/li.wei', { units: ['203002'] });
    expect([changed.status, changed.body.warnings]).toEqual([200, []]);
  });
});
