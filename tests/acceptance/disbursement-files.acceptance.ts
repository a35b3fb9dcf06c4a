import type { DisbursementFileAnswer, LedgerEntryView, ProjectView, ReconciliationView, SummaryView } from '@budget/contracts';
import { weixian2025 } from '../fixtures/weixian-2025.fixture';
import { rowOf, workbookOf } from '../../libs/payment-files/src/testing/workbook.fixture';
import type { Client, Problem, Reply } from './harness/client';
import { useInstallation } from './harness/installation';
import { manyPayments, paymentFile, type PaymentFile, type PaymentLine } from './harness/payment-file';
import { fenOf, yuanOf } from './harness/yuan';

const installation = useInstallation('2025-11-15T09:00:00+08:00');

type FileReply = Reply<DisbursementFileAnswer & Problem>;
const [{ projectCode: CODE }, { projectCode: OTHER }] = weixian2025.truth as [(typeof weixian2025.truth)[0], (typeof weixian2025.truth)[0]];

const send = (file: PaymentFile, more: Readonly<Record<string, string>> = {}, client: Client = installation.admin): Promise<FileReply> =>
  client.upload('/disbursement-files', { name: file.name, bytes: file.bytes }, { ...file.fields, ...more });
const summary = (position: string | null) =>
  installation.admin.read<SummaryView>(`/summary?fiscalYear=2025${position === null ? '' : `&minPosition=${position}`}`);
const net = async (position: string | null = null): Promise<bigint> => fenOf((await summary(position)).execution.net);
const line = (voucherNo: string, fen: bigint, more: Partial<PaymentLine> = {}): PaymentLine => ({
  projectCode: CODE,
  voucherNo,
  fen,
  paidOn: '2025-06-30',
  ...more,
});
const errorsOf = ({ body }: FileReply) =>
  (body.errors as readonly { row: number; column: string; code: string }[]).map(({ row, column, code }) => [row, column, code]);

describe('a treasury file', () => {
  const lines = [
    ...manyPayments(3_000, 'A'),
    line('A-R1', 300n, { kind: '退款', original: 'A-pay', paidOn: '2025-07-01' }),
    line('A-C1', 500n, { kind: '更正', original: 'A-wrong' }),
  ];
  const file = paymentFile([line('A-pay', 1_000n), line('A-wrong', 500n), ...lines], '六月.csv');

  it('is checked without writing anything', async () => {
    const head = await installation.settled();
    const { status, body } = await send(file, { dryRun: 'true' });
    expect([status, body.rows, body.recorded, body.duplicates, body.position]).toEqual([200, 3_004, 3_004, 0, null]);
    expect(await installation.settled()).toBe(head);
  });

  it('is recorded whole: its payments less its refunds and corrections', async () => {
    const before = await net();
    const { status, body } = await send(file);
    expect([status, body.rows, body.recorded, body.duplicates, body.total]).toEqual([201, 3_004, 3_004, 0, file.fields.controlTotal]);
    const paid = manyPayments(3_000, 'A').reduce((sum, { fen }) => sum + fen, 1_000n - 300n);
    expect((await net(body.position)) - before).toBe(paid);
    const ledger = await installation.admin.all<LedgerEntryView>(`/disbursements?fiscalYear=2025&projectCode=${CODE}`);
    expect(ledger.find(({ voucherNo, kind }) => voucherNo === 'A-wrong' && kind === 'payment')?.reversedBy).toBeDefined();
    expect(ledger.find(({ voucherNo }) => voucherNo === 'A-R1')).toMatchObject({
      kind: 'refund',
      originalVoucherNo: 'A-pay',
      amount: '3.00',
    });
  });

  it('that comes again writes nothing', async () => {
    const head = await installation.settled();
    const { status, body } = await send(file);
    expect([status, body.recorded, body.duplicates]).toEqual([200, 0, 3_004]);
    expect(await installation.settled()).toBe(head);
  });

  it('cut in two leads to the same as one', async () => {
    const whole = manyPayments(200, 'B').map((one) => ({ ...one, projectCode: OTHER }));
    const before = await net();
    await send(paymentFile(whole.slice(0, 71)));
    const { body } = await send(paymentFile(whole));
    expect([body.recorded, body.duplicates]).toEqual([129, 71]);
    expect((await net(body.position)) - before).toBe(whole.reduce((sum, { fen }) => sum + fen, 0n));
  });

  it('may spend more than the budget: the treasury has paid it', async () => {
    const { budget } = await installation.admin.read<ProjectView>(`/projects/${CODE}?fiscalYear=2025`);
    const { status, body } = await send(paymentFile([line('OVER-1', fenOf(budget.current.total))]));
    expect(status).toBe(201);
    const project = await installation.admin.read<ProjectView>(`/projects/${CODE}?fiscalYear=2025&minPosition=${body.position}`);
    expect(project.execution.remaining.startsWith('-')).toBe(true);
  });

  it('may be a workbook', async () => {
    const header = ['项目编码', '支付凭证号', '金额', '支付日期'];
    const rows = rowOf(1, header) + rowOf(2, [OTHER, 'X-1', '<c s="3"><v>1234.5600000000001</v></c>', '<c s="1"><v>45838</v></c>']);
    const bytes = workbookOf([{ name: '支付', rows }]);
    const { status, body } = await send({ name: '支付.xlsx', bytes, fields: { controlTotal: '1234.56', rowCount: '1' } });
    expect([status, body.recorded]).toEqual([201, 1]);
    const ledger = await installation.admin.all<LedgerEntryView>(
      `/disbursements?fiscalYear=2025&projectCode=${OTHER}&minPosition=${body.position}`,
    );
    expect(ledger.find(({ voucherNo }) => voucherNo === 'X-1')).toMatchObject({ amount: '1234.56', paidOn: '2025-06-30' });
  });

  it('may name its columns otherwise; that is remembered by its source', async () => {
    const bytes = (voucher: string) => new TextEncoder().encode(`编码,凭证,金额,日期\n${OTHER},${voucher},1.00,2025/6/30\n`);
    const fields = { controlTotal: '1.00', rowCount: '1', source: '某县国库' };
    const mapping = JSON.stringify({ 项目编码: '编码', 支付凭证号: '凭证', 支付日期: '日期' });
    const unknown = await send({ name: 'a.csv', bytes: bytes('M-1'), fields });
    expect([unknown.status, unknown.body.code]).toEqual([422, 'unknown-columns']);
    expect((await send({ name: 'a.csv', bytes: bytes('M-1'), fields }, { mapping })).status).toBe(201);
    expect((await send({ name: 'a.csv', bytes: bytes('M-2'), fields })).status).toBe(201);
  });
});

describe('a statement of the treasury', () => {
  const reconcile = (text: string, client: Client = installation.admin): Promise<Reply<ReconciliationView & Problem>> =>
    client.upload(
      '/reconciliations',
      { name: '对账.csv', bytes: new TextEncoder().encode(`单位编码,月份,金额\n${text}\n`) },
      { fiscalYear: '2025' },
    );

  it('is held against what is recorded, for every unit and month that is in either', async () => {
    await installation.settled();
    const { body } = await reconcile('203001,2025-11,7.00');
    const months = body.items.filter(({ unitCode }) => unitCode === '203001');
    expect(months.find(({ month }) => month === '2025-11')).toMatchObject({
      statement: '7.00',
      events: '0.00',
      difference: '7.00',
      status: 'open',
    });
    const events = body.items.reduce((sum, item) => sum + fenOf(item.events), 0n);
    expect([events, fenOf(body.difference)]).toEqual([await net(), 700n - events]);

    const agreeing = body.items.map(({ unitCode, month, events: said }) => `${unitCode},${month},${said}`).join('\n');
    const again = await reconcile(agreeing);
    expect([again.body.difference, new Set(again.body.items.map(({ status }) => status))]).toEqual(['0.00', new Set(['agrees'])]);
  });

  it('is refused by row, and holds an officer to the own unit', async () => {
    const wrong = await reconcile('203001,2025-13,1.00');
    expect([wrong.status, wrong.body.code, errorsOf(wrong as unknown as FileReply)]).toEqual([
      422,
      'file-rejected',
      [[2, '月份', 'not-a-month']],
    ]);
    const officer = await installation.user('statement-officer', ['officer'], ['203001']);
    const own = await reconcile('203001,2025-06,1.00', officer);
    expect([own.status, new Set(own.body.items.map(({ unitCode }) => unitCode))]).toEqual([200, new Set(['203001'])]);
    expect((await reconcile('203002,2025-06,1.00', officer)).status).toBe(422);
  });
});

describe('a file with errors', () => {
  it('names every bad row with its column and reason, and writes nothing', async () => {
    const head = await installation.settled();
    const lines = [
      line('E-1', 100n),
      line('E-2', 100n, { projectCode: 'NONE' }),
      line('A-pay', 999n),
      line('E-4', 100n, { kind: '退款', original: 'NOT-THERE' }),
      line('E-5', 2_000n, { kind: '退款', original: 'A-pay', paidOn: '2025-07-01' }),
      line('E-6', 100n, { kind: '更正', original: 'A-pay' }),
      line('E-7', 100n, { paidOn: '2025-12-01' }),
      line('E-8', 100n, { paidOn: '2025-13-01' }),
    ];
    const { status, body, headers } = await send(paymentFile(lines));
    expect([status, body.code, headers.get('content-type')]).toEqual([422, 'file-rejected', 'application/problem+json; charset=utf-8']);
    expect(errorsOf({ body } as FileReply)).toEqual([
      [3, '项目编码', 'project-not-found'],
      [4, '支付凭证号', 'voucher-conflict'],
      [5, '原支付凭证号', 'voucher-not-found'],
      [6, '金额', 'refund-exceeds-payment'],
      [7, '金额', 'reversal-amount-differs'],
      [8, '支付日期', 'date-in-future'],
      [9, '支付日期', 'no-such-day'],
    ]);
    expect(await installation.settled()).toBe(head);
  });

  it.each([
    ['a control total', { controlTotal: '9.99' }, 'control-total-mismatch'],
    ['a number of rows', { rowCount: '3' }, 'row-count-mismatch'],
  ])('is refused for %s that does not fit', async (_, wrong, code) => {
    const file = paymentFile([line(`T-${code}`, 100n)]);
    const { status, body } = await send(file, wrong);
    expect([status, body.code, errorsOf({ body } as FileReply)]).toEqual([422, 'file-rejected', [[null, null, code]]]);
  });

  it('is held to the year that the caller names', async () => {
    const { name, bytes, fields } = paymentFile([line('Y-1', 100n)]);
    const refused = await installation.admin.upload<Problem>('/disbursement-files?fiscalYear=2024', { name, bytes }, fields);
    expect([refused.status, errorsOf(refused as FileReply)]).toEqual([422, [[2, '支付日期', 'date-outside-fiscal-year']]]);
  });

  it('wants control total and number of rows', async () => {
    const { status, body } = await installation.admin.upload<Problem>(
      '/disbursement-files',
      { name: 'a.csv', bytes: paymentFile([line('W', 1n)]).bytes },
      {},
    );
    expect([status, body.errors?.map(({ path }) => path).sort()]).toEqual([400, ['body.controlTotal', 'body.rowCount']]);
  });

  it('of another unit is to its officer a file of unknown projects', async () => {
    const officer = await installation.user('file-officer', ['officer'], ['203001']);
    const foreign = weixian2025.truth.find(({ unitCode }) => unitCode === '203002')?.projectCode ?? '';
    const { status, body } = await send(paymentFile([line('O-1', 100n, { projectCode: foreign })]), {}, officer);
    expect([status, errorsOf({ body } as FileReply)]).toEqual([422, [[2, '项目编码', 'project-not-found']]]);
  });

  it('keeps other writers from nothing but their turn', async () => {
    const [file, ...payments] = await Promise.all([
      send(paymentFile(manyPayments(2_000, 'P'))),
      ...Array.from({ length: 20 }, (_, index) =>
        installation.admin.post<Problem>(`/projects/${OTHER}/disbursements?fiscalYear=2025`, {
          ...{ voucherNo: `PP-${index}`, amount: yuanOf(1n), paidOn: '2025-06-30', fundSource: 'fiscal' },
        }),
      ),
    ]);
    expect([file?.status, payments.every(({ status }) => status === 201)]).toEqual([201, true]);
  });
});
