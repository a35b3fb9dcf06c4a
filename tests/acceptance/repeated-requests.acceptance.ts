import { endpoints, type AuditEventView, type Endpoint, type LedgerEntryView, type ProjectView } from '@budget/contracts';
import { weixian2025 } from '../fixtures/weixian-2025.fixture';
import type { Client, Problem, Reply } from './harness/client';
import { useInstallation } from './harness/installation';

const installation = useInstallation('2025-07-01T09:00:00+08:00');

type Written = { readonly voucherNo: string; readonly position: string; readonly version: string };
const codes = weixian2025.truth.map(({ projectCode }) => projectCode);
const [first = '', second = '', third = '', fourth = '', fifth = '', sixth = ''] = codes;

const payment = (voucherNo: string, more: Record<string, string> = {}) => ({
  voucherNo,
  amount: '100.00',
  paidOn: '2025-06-30',
  fundSource: 'fiscal',
  ...more,
});
const pay = <Body = Written>(code: string, body: unknown, headers: Record<string, string> = {}, client: Client = installation.admin) =>
  client.post<Body>(`/projects/${code}/disbursements`, body, headers);
const trail = (code: string): Promise<readonly AuditEventView[]> => installation.admin.all<AuditEventView>(`/projects/${code}/events`);

describe('an Idempotency-Key', () => {
  it('brings the first answer again, marked as such, and writes once', async () => {
    const key = { 'idempotency-key': 'key-1' };
    const once = await pay(first, payment('K-1'), key);
    const again = await pay(first, payment('K-1'), key);
    expect([once.status, once.headers.get('idempotency-replayed')]).toEqual([201, null]);
    expect([again.status, again.headers.get('idempotency-replayed'), again.body, again.headers.get('etag')]).toEqual([
      201,
      'true',
      once.body,
      once.headers.get('etag'),
    ]);
    expect((await trail(first)).filter(({ type }) => type === 'DisbursementRecorded')).toHaveLength(1);
  });

  it('with another body is refused, at another address as well', async () => {
    const key = { 'idempotency-key': 'key-2' };
    await pay(first, payment('K-2'), key);
    const otherBody = await pay<Problem>(first, payment('K-2', { amount: '200.00' }), key);
    const otherAddress = await pay<Problem>(second, payment('K-2'), key);
    expect([otherBody, otherAddress].map(({ status, body }) => [status, body.code])).toEqual([
      [422, 'idempotency-key-reused'],
      [422, 'idempotency-key-reused'],
    ]);
  });

  it('brings a refusal again although it would be accepted by now', async () => {
    const key = { 'idempotency-key': 'key-3' };
    const refused = await pay<Problem>(first, payment('K-3', { amount: '30000.00' }), key);
    const again = await pay<Problem>(first, payment('K-3', { amount: '30000.00' }), key);
    expect([refused.status, again.status, again.headers.get('idempotency-replayed'), again.body]).toEqual([422, 422, 'true', refused.body]);
  });

  it('belongs to its user: the same key of another user is another key', async () => {
    const other = await installation.user('zhang.jingban', ['officer'], ['203001']);
    const key = { 'idempotency-key': 'key-4' };
    const mine = await pay(first, payment('K-4'), key);
    const theirs = await pay(first, payment('K-4-other'), key, other);
    expect([mine.status, theirs.status, theirs.headers.get('idempotency-replayed')]).toEqual([201, 201, null]);
  });

  it('lets one of twenty requests at once write, and all twenty get its answer', async () => {
    const key = { 'idempotency-key': 'key-5' };
    const answers = await Promise.all(Array.from({ length: 20 }, () => pay(second, payment('K-5'), key)));
    expect(new Set(answers.map(({ status, body }) => `${status} ${JSON.stringify(body)}`)).size).toBe(1);
    expect(answers.filter(({ headers }) => headers.get('idempotency-replayed') === null)).toHaveLength(1);
    expect((await trail(second)).filter(({ data }) => data['voucherNo'] === 'K-5')).toHaveLength(1);
  });

  it('holds across a restart', async () => {
    const key = { 'idempotency-key': 'key-6' };
    const once = await pay(second, payment('K-6'), key);
    await installation.restart('2025-07-02T09:00:00+08:00');
    const again = await pay(second, payment('K-6'), key);
    expect([again.status, again.headers.get('idempotency-replayed'), again.body]).toEqual([201, 'true', once.body]);
  });

  it.each(['', ' ', 'x'.repeat(201)])('that is none is refused: "%.10s"', async (key) => {
    const { status, body } = await pay<Problem>(second, payment('K-7'), { 'idempotency-key': key });
    expect([status, body.code]).toEqual([400, 'invalid-idempotency-key']);
    expect((await trail(second)).filter(({ data }) => data['voucherNo'] === 'K-7')).toEqual([]);
  });
});

describe('a voucher number', () => {
  it('with the same content is the same payment: 200 with the first answer, without any key', async () => {
    const once = await pay(third, payment('V-1', { payee: '魏县印刷厂', use: '印刷' }));
    const again = await pay(third, payment('V-1', { payee: '魏县印刷厂', use: '印刷' }));
    expect([once.status, again.status, again.body]).toEqual([201, 200, once.body]);
  });

  it.each([
    ['amount', { amount: '100.01' }, '金额'],
    ['paidOn', { paidOn: '2025-06-29' }, '支付日期'],
    ['fundSource', { fundSource: 'other' }, '资金来源'],
    ['payee', { payee: '别人' }, '收款人'],
  ])('with another %s is a conflict that names it', async (field, change, word) => {
    await pay(third, payment('V-2'));
    const { status, body } = await pay<Problem & { differs: string[] }>(third, payment('V-2', change));
    expect([status, body.code, body.differs]).toEqual([409, 'voucher-conflict', [field]]);
    expect(body.detail).toContain(word);
  });

  it('may be used by another project', async () => {
    expect((await pay(fourth, payment('V-2'))).status).toBe(201);
  });

  it('stays used after a reversal', async () => {
    await pay(third, payment('V-3'));
    const reversal = await installation.admin.post(`/projects/${third}/disbursements/V-3/reversal`, { reason: '录错项目' });
    expect(reversal.status).toBe(201);
    const again = await pay<Problem>(third, payment('V-3'));
    expect([again.status, again.body.code]).toEqual([409, 'voucher-reversed']);
  });

  it('sent by forty callers at once is recorded once', async () => {
    const answers = await Promise.all(Array.from({ length: 40 }, () => pay(fourth, payment('V-4'))));
    expect(answers.map(({ status }) => status).sort()).toEqual([...Array.from({ length: 39 }, () => 200), 201]);
    expect(answers.map(({ body }) => body)).toEqual(answers.map(() => answers[0]?.body));
  });

  it('of forty different payments at once: each is there once', async () => {
    const answers = await Promise.all(Array.from({ length: 40 }, (_, index) => pay(fifth, payment(`V-5-${index}`, { amount: '1.00' }))));
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 201));
    const versions = answers.map(({ body }) => Number(body.version)).sort((one, other) => one - other);
    expect(versions).toEqual(Array.from({ length: 40 }, (_, index) => index + 1));
  });
});

describe('refunds and reversals', () => {
  const at = (voucherNo: string, what: string) => `/projects/${sixth}/disbursements/${voucherNo}/${what}`;
  const refund = (refundVoucherNo: string, amount: string, receivedOn = '2025-07-01') => ({
    refundVoucherNo,
    amount,
    receivedOn,
    reason: '多付',
  });
  const post = <Body = Problem>(path: string, body: unknown) => installation.admin.post<Body>(path, body);

  it('give back up to what was paid, and the quota with it', async () => {
    await pay(sixth, payment('R-1', { amount: '500.00' }));
    expect((await post(at('R-1', 'refunds'), refund('RF-1', '200.00'))).status).toBe(201);
    const tooMuch = await post<Problem & Record<string, string>>(at('R-1', 'refunds'), refund('RF-2', '300.01'));
    expect([tooMuch.status, tooMuch.body.code, tooMuch.body['refundable'], tooMuch.body['requested']]).toEqual([
      422,
      'refund-exceeds-payment',
      '300.00',
      '300.01',
    ]);
    const rest = await post<{ version: string; position: string }>(at('R-1', 'refunds'), refund('RF-3', '300.00'));
    expect(rest.status).toBe(201);
    const { execution, version } = await installation.admin.read<ProjectView>(`/projects/${sixth}?minPosition=${rest.body.position}`);
    expect([execution.paid, execution.refunded, execution.net, version]).toEqual(['500.00', '500.00', '0.00', rest.body.version]);
  });

  it('are the same refund when sent again, and a conflict with other content', async () => {
    const again = await post<{ refundVoucherNo: string }>(at('R-1', 'refunds'), refund('RF-1', '200.00'));
    const other = await post(at('R-1', 'refunds'), refund('RF-1', '199.00'));
    expect([again.status, again.body.refundVoucherNo, other.status, other.body.code]).toEqual([200, 'RF-1', 409, 'voucher-conflict']);
  });

  it('are refused before the payment, in the future and outside the year', async () => {
    await pay(sixth, payment('R-2'));
    const answers = [
      await post(at('R-2', 'refunds'), refund('RF-4', '1.00', '2025-06-29')),
      await post(at('R-2', 'refunds'), refund('RF-4', '1.00', '2025-07-03')),
      await post(at('R-2', 'refunds'), refund('RF-4', '1.00', '2026-01-05')),
      await post(at('R-2', 'refunds'), refund('RF-4', '0.00')),
    ];
    expect(answers.map(({ status, body }) => [status, body.code])).toEqual([
      [422, 'refund-before-payment'],
      [422, 'date-in-future'],
      [422, 'date-outside-fiscal-year'],
      [422, 'amount-not-positive'],
    ]);
  });

  it('reverse a payment once, on its own day, and never after a refund', async () => {
    await pay(sixth, payment('R-3', { paidOn: '2025-03-05' }));
    const reversed = await post<Record<string, string>>(at('R-3', 'reversal'), { reason: '录错' });
    expect([reversed.status, reversed.body['paidOn'], reversed.body['amount']]).toEqual([201, '2025-03-05', '100.00']);
    const again = await post(at('R-3', 'reversal'), { reason: '录错' });
    const refundOfReversed = await post(at('R-3', 'refunds'), refund('RF-5', '1.00'));
    const reversalOfRefunded = await post(at('R-1', 'reversal'), { reason: '录错' });
    expect([again, refundOfReversed, reversalOfRefunded].map(({ status, body }) => [status, body.code])).toEqual([
      [409, 'already-reversed'],
      [409, 'voucher-reversed'],
      [422, 'reversal-of-refunded-payment'],
    ]);
  });

  it('reverse a refund once, on the day of its receipt, and never free its number', async () => {
    await pay(sixth, payment('R-4'));
    expect((await post(at('R-4', 'refunds'), refund('RF-6', '40.00', '2025-07-01'))).status).toBe(201);
    const headers = { 'idempotency-key': 'reversal-of-RF-6' };
    const reverse = () => installation.admin.post<Record<string, string>>(at('RF-6', 'reversal'), { reason: '录错' }, headers);
    const reversed = await reverse();
    expect([reversed.status, reversed.body]).toEqual([
      201,
      expect.objectContaining({ voucherNo: 'R-4', refundVoucherNo: 'RF-6', amount: '40.00', receivedOn: '2025-07-01', reason: '录错' }),
    ]);
    expect((await reverse()).body).toEqual(reversed.body);
    const again = await post(at('RF-6', 'reversal'), { reason: '再来一次' });
    const same = await post(at('R-4', 'refunds'), refund('RF-6', '40.00', '2025-07-01'));
    const payBack = await post(at('R-4', 'refunds'), refund('RF-7', '100.00', '2025-07-01'));
    expect([again, same].map(({ status, body }) => [status, body.code])).toEqual([
      [409, 'already-reversed'],
      [409, 'voucher-reversed'],
    ]);
    expect(payBack.status).toBe(201);
  });

  it('stand in the ledger with what they name', async () => {
    await installation.settled();
    const ledger = await installation.admin.all<LedgerEntryView>(`/disbursements?projectCode=${sixth}`);
    const lines = ledger.map(({ kind, voucherNo, originalVoucherNo, amount, paidOn }) => [
      kind,
      voucherNo,
      originalVoucherNo,
      amount,
      paidOn,
    ]);
    expect(lines).toEqual(
      expect.arrayContaining([
        ['payment', 'R-1', null, '500.00', '2025-06-30'],
        ['refund', 'RF-1', 'R-1', '200.00', '2025-07-01'],
        ['refund', 'RF-3', 'R-1', '300.00', '2025-07-01'],
        ['payment', 'R-2', null, '100.00', '2025-06-30'],
        ['payment', 'R-3', null, '100.00', '2025-03-05'],
        ['reversal', 'R-3', 'R-3', '100.00', '2025-03-05'],
        ['refund', 'RF-6', 'R-4', '40.00', '2025-07-01'],
        ['reversal', 'RF-6', 'R-4', '-40.00', '2025-07-01'],
        ['refund', 'RF-7', 'R-4', '100.00', '2025-07-01'],
      ]),
    );
    for (const reversed of ['R-3', 'RF-6']) {
      const [reversal, ...others] = ledger.filter(({ voucherNo }) => voucherNo === reversed);
      expect([reversal?.kind, others.map(({ reversedBy }) => reversedBy)]).toEqual(['reversal', [reversal?.position]]);
    }
  });

  it('free the budget for another payment to the last 分, and not one more', async () => {
    const { execution } = await installation.admin.read<ProjectView>(`/projects/${sixth}`);
    expect((await pay<Problem>(sixth, payment('R-9', { amount: `${execution.remaining.slice(0, -2)}01` }))).body.code).toBe(
      'budget-exceeded',
    );
    expect((await pay(sixth, payment('R-8', { amount: execution.remaining }))).status).toBe(201);
    expect((await pay<Problem>(sixth, payment('R-9', { amount: '0.01' }))).body).toMatchObject({
      code: 'budget-exceeded',
      available: '0.00',
    });
  });
});

describe('versions', () => {
  it('of a write are what the project shows once readable, as ETag and in the body', async () => {
    const written = await pay(fourth, payment('E-1'));
    const project = await installation.admin.get<ProjectView>(`/projects/${fourth}?minPosition=${written.body.position}`);
    expect([project.body.version, project.headers.get('etag'), written.headers.get('etag')]).toEqual([
      written.body.version,
      `"${written.body.version}"`,
      `"${written.body.version}"`,
    ]);
  });

  it('named by If-Match let a write through, and refuse it once the project has moved on', async () => {
    await installation.settled();
    const { version } = await installation.admin.read<ProjectView>(`/projects/${fourth}`);
    const matching = await pay(fourth, payment('E-2'), { 'if-match': `"${version}"` });
    const stale = await pay<Problem>(fourth, payment('E-3'), { 'if-match': `"${version}"` });
    expect([matching.status, stale.status, stale.body.code]).toEqual([201, 412, 'version-mismatch']);
    expect(stale.body.detail).toContain(matching.body.version);
    expect((await pay<Problem>(fourth, payment('E-3'), { 'if-match': 'yesterday' })).status).toBe(400);
    expect((await pay(fourth, payment('E-3'), { 'if-match': '*' })).status).toBe(201);
  });

  const versionOf = async (code: string): Promise<string> => {
    await installation.settled();
    return (await installation.admin.read<ProjectView>(`/projects/${code}`)).version;
  };
  const registration = {
    fiscalYear: 2025,
    projectCode: 'VERSIONED',
    name: '按版本登记',
    unit: { code: '203001', name: '单位' },
    budget: { fiscal: '100.00', other: '0.00' },
    plan: [{ date: '2025-12-31', percent: '100.00' }],
  };

  it('of the past are refused by every write that offers If-Match, and write nothing', async () => {
    await pay(fourth, payment('E-5'));
    expect((await installation.admin.post('/projects', registration)).status).toBe(201);
    const [alert] = await installation.admin.all<{ id: string }>('/alerts?status=open');
    const before = await installation.settled();
    const voucher = `/projects/${fourth}/disbursements/E-5`;
    const writes: Readonly<Record<string, readonly [string, unknown]>> = {
      registerProject: ['/projects', { ...registration, name: '改名' }],
      recordDisbursement: [`/projects/${fourth}/disbursements`, payment('E-6')],
      refundDisbursement: [`${voucher}/refunds`, { refundVoucherNo: 'E-5-R', amount: '1.00', receivedOn: '2025-07-01', reason: '退' }],
      reverseDisbursement: [`${voucher}/reversal`, { reason: '错' }],
      adjustBudget: [
        `/projects/${fourth}/budget-adjustments`,
        { kind: 'increase', fiscal: '1.00', documentNo: '1号', effectiveOn: '2025-07-01', reason: '追加' },
      ],
      receiveFunds: [
        `/projects/${fourth}/funds-received`,
        { amount: '1.00', fundSource: 'fiscal', receivedOn: '2025-07-01', documentNo: '2号' },
      ],
      revisePlan: [
        `/projects/${fourth}/plan-revisions`,
        { plan: [{ date: '2025-12-30', percent: '100.00' }], reason: '改期', effectiveOn: '2025-12-01' },
      ],
      acknowledgeAlert: [`/alerts/${alert?.id}/acknowledgements`, {}],
    };
    const offered = Object.entries(endpoints as Record<string, Endpoint>).flatMap(([name, { ifMatch }]) => (ifMatch ? [name] : []));
    expect(Object.keys(writes).sort()).toEqual(offered.sort());
    for (const [name, [path, body]] of Object.entries(writes)) {
      const refused = await installation.admin.post<Problem>(path, body, { 'if-match': '"1000"' });
      expect([name, refused.status, refused.body.code]).toEqual([name, 412, 'version-mismatch']);
    }
    expect(await installation.settled()).toBe(before);
  });

  it('do not stand between a repetition and its first answer', async () => {
    const seen = { 'if-match': `"${await versionOf(third)}"` };
    const once = await pay(third, payment('E-7'), seen);
    const again = await pay(third, payment('E-7'), seen);
    expect([once.status, again.status, again.body, again.headers.get('etag')]).toEqual([201, 200, once.body, once.headers.get('etag')]);
    const other = await pay<Problem>(third, payment('E-7', { amount: '99.00' }), seen);
    expect([other.status, other.body.code]).toEqual([412, 'version-mismatch']);

    const moved = { 'if-match': `"${once.body.version}"` };
    const path = `/projects/${third}/disbursements/E-7/refunds`;
    const refund = { refundVoucherNo: 'E-7-R', amount: '1.00', receivedOn: '2025-07-01', reason: '退' };
    const refunds = [await installation.admin.post(path, refund, moved), await installation.admin.post(path, refund, moved)];
    expect([refunds.map(({ status }) => status), refunds[1]?.body]).toEqual([[201, 200], refunds[0]?.body]);

    const registered = await installation.admin.post('/projects', registration, { 'if-match': '"1000"' });
    expect([registered.status, registered.body]).toMatchObject([200, { outcome: 'unchanged', version: '0' }]);

    const [alert] = await installation.admin.all<{ id: string; version: string }>('/alerts?status=open');
    const judged = { 'if-match': `"${alert?.version}"` };
    const acknowledge = () => installation.admin.post(`/alerts/${alert?.id}/acknowledgements`, { note: '已核实' }, judged);
    const acknowledged = [await acknowledge(), await acknowledge()];
    expect([acknowledged.map(({ status }) => status), acknowledged[1]?.body]).toEqual([[201, 200], acknowledged[0]?.body]);
  });

  it('do not either after a kill between the fact and the kept answer, with an Idempotency-Key', async () => {
    await pay(third, payment('E-8'));
    const path = `/projects/${third}/disbursements`;
    const writes = [
      { to: path, body: payment('E-9'), key: 'killed-payment' },
      { to: `${path}/E-8/reversal`, body: { reason: '录错' }, key: 'killed-reversal' },
    ];
    const sent: (readonly [(typeof writes)[number], Record<string, string>, Reply<unknown>])[] = [];
    for (const write of writes) {
      const headers = { 'if-match': `"${await versionOf(third)}"`, 'idempotency-key': write.key };
      sent.push([write, headers, await installation.admin.post(write.to, write.body, headers)]);
    }
    expect(sent.map(([, , { status }]) => status)).toEqual([201, 201]);
    const recorded = (await trail(third)).length;

    await installation.crash('2025-07-03T09:00:00+08:00');
    // What a process leaves behind that is killed right after its append: a claim without an answer.
    const { rowCount } = await installation.database.pool.query(
      `UPDATE command.idempotency SET status = NULL, body = NULL, etag = NULL, leased_until = now() - interval '1 second'
        WHERE key IN ('killed-payment', 'killed-reversal')`,
    );
    expect(rowCount).toBe(2);

    for (const [{ to, body }, headers, first] of sent) {
      const again = await installation.admin.post(to, body, headers);
      expect([again.status, again.headers.get('idempotency-replayed'), again.body]).toEqual([201, null, first.body]);
    }
    const keyless = await installation.admin.post<Problem>(`${path}/E-8/reversal`, { reason: '录错' });
    expect([keyless.status, keyless.body.code]).toEqual([409, 'already-reversed']);
    expect(await trail(third)).toHaveLength(recorded);
  });

  it('let exactly one of ten writers through who saw the same', async () => {
    await installation.settled();
    const { version } = await installation.admin.read<ProjectView>(`/projects/${fifth}`);
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, index) => pay(fifth, payment(`E-4-${index}`, { amount: '1.00' }), { 'if-match': `"${version}"` })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array.from({ length: 9 }, () => 412)]);
  });
});

describe('reading one’s own writes', () => {
  it('waits for the position of the write', async () => {
    for (let round = 0; round < 10; round++) {
      const { body } = await pay(fifth, payment(`M-${round}`, { amount: '1.00' }));
      const ledger = await installation.admin.all<LedgerEntryView>(`/disbursements?projectCode=${fifth}&minPosition=${body.position}`);
      expect(ledger.map(({ position }) => position)).toContain(body.position);
    }
  });

  it('gives up after five seconds and says that nothing is lost', async () => {
    const started = performance.now();
    const { status, body } = await installation.admin.get<Problem>('/projects?minPosition=1000000');
    const seconds = (performance.now() - started) / 1000;
    expect([status, body.code]).toEqual([503, 'projection-lagging']);
    expect(seconds).toBeGreaterThan(4.5);
    expect(seconds).toBeLessThan(10);
  });
});
