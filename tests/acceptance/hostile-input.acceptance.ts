import type { ProjectRowView, SummaryView } from '@budget/contracts';
import { weixian2025 } from '../fixtures/weixian-2025.fixture';
import { Client, type Problem, type Reply, type Sent } from './harness/client';
import { useInstallation } from './harness/installation';

// Before the first cut-off: no judgement of the clock moves the head while a test looks at it.
const installation = useInstallation('2025-03-01T09:00:00+08:00');

const [{ projectCode }] = weixian2025.truth as [(typeof weixian2025.truth)[number]];
const payments = `/projects/${projectCode}/disbursements`;
const payment = { voucherNo: 'ZF-1', amount: '100.00', paidOn: '2025-02-28', fundSource: 'fiscal' };
const project = {
  fiscalYear: 2025,
  projectCode: 'NEW1',
  name: '新项目',
  unit: { code: '203001', name: '单位' },
  budget: { fiscal: '100.00', other: '0.00' },
  plan: [{ date: '2025-12-31', percent: '100.00' }],
};
const JSON_TYPE = { 'content-type': 'application/json' };

const head = async (): Promise<string> => (await installation.admin.read<SummaryView>('/summary')).freshness.headPosition;

/** Sends it and proves that nothing was written. */
async function refused(send: () => Promise<Reply<Problem>>): Promise<Reply<Problem>> {
  const before = await head();
  const reply = await send();
  expect(reply.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  expect(reply.headers.get('x-correlation-id')).toMatch(/\S/);
  expect([reply.body.status, reply.body.detail.length > 0, reply.body.code]).toEqual([
    reply.status,
    true,
    expect.stringMatching(/^[a-z0-9]+(-[a-z0-9]+)*$/),
  ]);
  expect(await head()).toBe(before);
  return reply;
}
const post = (path: string, body: unknown): Promise<Reply<Problem>> => refused(() => installation.admin.post<Problem>(path, body));
const send = (method: string, path: string, sent: Sent): Promise<Reply<Problem>> =>
  refused(() => installation.admin.send<Problem>(method, path, sent));
const paths = ({ body }: Reply<Problem>): string[] => (body.errors ?? []).map(({ path }) => path);

describe('a payment that is not well formed', () => {
  const FIELDS: readonly (readonly [string, Record<string, unknown>, string])[] = [
    ['a number for the amount', { amount: 100 }, 'body.amount'],
    ['a three-decimal amount', { amount: '1.001' }, 'body.amount'],
    ['an amount without decimals', { amount: '100' }, 'body.amount'],
    ['a thousands separator', { amount: '1,000.00' }, 'body.amount'],
    ['full-width digits', { amount: '１００.００' }, 'body.amount'],
    ['an amount in scientific notation', { amount: '1e3' }, 'body.amount'],
    ['NaN for an amount', { amount: 'NaN' }, 'body.amount'],
    ['an amount of 40 digits', { amount: `${'9'.repeat(40)}.00` }, 'body.amount'],
    ['a minus zero', { amount: '-0.00' }, 'body.amount'],
    ['spaces around the amount', { amount: ' 100.00 ' }, 'body.amount'],
    ['null for the amount', { amount: null }, 'body.amount'],
    ['a day that does not exist', { paidOn: '2025-02-30' }, 'body.paidOn'],
    ['a date with a time', { paidOn: '2025-06-30T00:00:00Z' }, 'body.paidOn'],
    ['a date of another form', { paidOn: '30/06/2025' }, 'body.paidOn'],
    ['a number for the date', { paidOn: 20250630 }, 'body.paidOn'],
    ['a year beyond every calendar', { paidOn: '9999-12-31' }, 'body.paidOn'],
    ['an unknown fund source', { fundSource: 'private' }, 'body.fundSource'],
    ['a fund source of an object’s prototype', { fundSource: 'constructor' }, 'body.fundSource'],
    ['an empty voucher number', { voucherNo: '' }, 'body.voucherNo'],
    ['a voucher number of spaces', { voucherNo: '   ' }, 'body.voucherNo'],
    ['a list for the voucher number', { voucherNo: ['ZF-1'] }, 'body.voucherNo'],
    ['a voucher number of 10,000 characters', { voucherNo: 'Z'.repeat(10_000) }, 'body.voucherNo'],
    ['a payee of 10,000 characters', { payee: '收'.repeat(10_000) }, 'body.payee'],
    ['a control character', { use: 'paper\u0007' }, 'body.use'],
    ['a field of another name', { amountYuan: '100.00' }, 'body.amountYuan'],
    ['a query operator for the voucher number', { voucherNo: { $ne: null } }, 'body.voucherNo'],
  ];

  it.each(FIELDS)('%s is refused by name', async (_, field, path) => {
    const reply = await post(payments, { ...payment, ...field });
    expect([reply.status, reply.body.code, paths(reply)]).toEqual([400, 'invalid-request', [path]]);
  });

  it('every missing field is named at once', async () => {
    const reply = await post(payments, {});
    expect([reply.status, paths(reply).sort()]).toEqual([400, ['body.amount', 'body.fundSource', 'body.paidOn', 'body.voucherNo']]);
    expect(reply.body.errors?.every(({ code }) => code === 'required' || code === 'invalid-value')).toBe(true);
  });

  const BODIES: readonly (readonly [string, string | Uint8Array, string])[] = [
    ['JSON cut short', '{"voucherNo":', 'malformed-json'],
    ['no JSON at all', '支付 100 元', 'malformed-json'],
    ['a NUL in a text', JSON.stringify(payment).replace('ZF-1', 'ZF\\u0000'), 'malformed-json'],
    ['half a character', JSON.stringify(payment).replace('ZF-1', 'ZF\\ud83d'), 'malformed-json'],
    ['bytes that are not UTF-8', Uint8Array.from([0x7b, 0x22, 0xff, 0x22, 0x7d]), 'malformed-json'],
    ['a __proto__ key', JSON.stringify(payment).replace('{', '{"__proto__":{"amount":"1.00"},'), 'malformed-json'],
    ['JSON nested 50,000 deep', `${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`, 'invalid-request'],
    ['a list', '[]', 'invalid-request'],
    ['a text', '"ZF-1"', 'invalid-request'],
    ['null', 'null', 'invalid-request'],
  ];
  it.each(BODIES)('%s is refused', async (_, raw, code) => {
    const reply = await send('POST', payments, { raw, headers: JSON_TYPE });
    expect([reply.status, reply.body.code]).toEqual([400, code]);
  });

  it('a key given twice is refused, or read once as JSON says, but never half', async () => {
    const raw = JSON.stringify(payment).replace('{', '{"amount":"-5.00",').replace('"100.00"', '"999999999999.00"');
    const reply = await send('POST', payments, { raw, headers: JSON_TYPE });
    expect([400, 422]).toContain(reply.status);
  });

  it('2 MB of JSON are too much', async () => {
    const reply = await send('POST', payments, { raw: JSON.stringify({ ...payment, use: 'x'.repeat(2_000_000) }), headers: JSON_TYPE });
    expect([reply.status, reply.body.code]).toEqual([413, 'payload-too-large']);
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'application/xml'])('%s is no way to send it', async (type) => {
    const reply = await send('POST', payments, { raw: 'amount=100.00', headers: { 'content-type': type } });
    expect([reply.status, reply.body.code]).toEqual([415, 'unsupported-media-type']);
  });
});

describe('a payment that breaks a rule', () => {
  const RULES: readonly (readonly [string, Record<string, unknown>, number, string, string | null])[] = [
    ['a negative amount', { amount: '-100.00' }, 422, 'amount-not-positive', 'body.amount'],
    ['an amount of nothing', { amount: '0.00' }, 422, 'amount-not-positive', 'body.amount'],
    ['more than the budget', { amount: '30000.01' }, 422, 'budget-exceeded', 'body.amount'],
    ['the largest amount there is', { amount: '999999999999999999.99' }, 422, 'budget-exceeded', 'body.amount'],
    ['a day of another year', { paidOn: '2024-12-31' }, 422, 'date-outside-fiscal-year', 'body.paidOn'],
    ['a day in the next year', { paidOn: '2026-01-01' }, 422, 'date-outside-fiscal-year', 'body.paidOn'],
    ['tomorrow', { paidOn: '2025-03-02' }, 422, 'date-in-future', 'body.paidOn'],
    ['the year 2199', { paidOn: '2199-12-31' }, 422, 'date-outside-fiscal-year', 'body.paidOn'],
  ];

  it.each(RULES)('%s is refused with rule and field', async (_, field, status, code, path) => {
    const reply = await post(payments, { ...payment, ...field });
    expect([reply.status, reply.body.code, paths(reply)]).toEqual([status, code, path === null ? [] : [path]]);
  });

  it('is told the numbers when there is not enough budget', async () => {
    const { body } = await post(payments, { ...payment, amount: '30000.01' });
    expect(body).toMatchObject({ budget: '30000.00', netPaid: '0.00', available: '30000.00', requested: '30000.01' });
    const [chinese = '', english = ''] = String(body.detail).split(' / ');
    expect([chinese, english].map((text) => /[\u4e00-\u9fff]/.test(text))).toEqual([true, false]);
    for (const figure of ['30000.01', '30000.00', '0.00']) expect([chinese, english].every((text) => text.includes(figure))).toBe(true);
  });

  it.each([
    ['a project nobody registered', '/projects/NONE/disbursements', 404, 'project-not-found'],
    ['a year without the project', `${payments}?fiscalYear=2024`, 404, 'project-not-found'],
    ['the code in small letters', `/projects/${projectCode.toLowerCase()}/disbursements`, 400, 'invalid-request'],
    ['a year that is none', `${payments}?fiscalYear=twentyfive`, 400, 'invalid-request'],
    ['a year out of range', `${payments}?fiscalYear=99999`, 400, 'invalid-request'],
    ['a query parameter nobody knows', `${payments}?year=2025`, 400, 'invalid-request'],
    ['a refund of a payment nobody made', `${payments}/NONE/refunds`, 404, 'voucher-not-found'],
  ])('%s is refused', async (_, path, status, code) => {
    const body = path.endsWith('refunds') ? { refundVoucherNo: 'R', amount: '1.00', receivedOn: '2025-02-28', reason: '退' } : payment;
    const reply = await post(path, body);
    expect([reply.status, reply.body.code]).toEqual([status, code]);
  });
});

describe('words that look like an attack', () => {
  it.each([
    ['SQL', "'; DROP TABLE read_model.project; --"],
    ['a quote and a percent sign', "100%' OR '1'='1"],
    ['markup', '<script>alert(1)</script>'],
    ['an emoji', '培训📚🎓'],
    ['a rare character beyond the basic plane', '𠮷野家'],
    ['right-to-left marks', 'abc\u202edef'],
    ['a path', '../../etc/passwd'],
    ['a template', '${7*7}{{7*7}}'],
  ])('%s is kept letter for letter', async (name, words) => {
    const voucherNo = `W-${name}`.slice(0, 40);
    const body = { ...payment, voucherNo, amount: '1.00', use: words, payee: words };
    const { status, body: recorded } = await installation.admin.post<{ use: string; position: string }>(payments, body);
    expect([status, recorded.use]).toEqual([201, words]);
    const ledger = await installation.admin.all<{ voucherNo: string; use: string; payee: string }>(
      `/disbursements?projectCode=${projectCode}&minPosition=${recorded.position}`,
    );
    expect(ledger.filter((entry) => entry.voucherNo === voucherNo).map(({ use, payee }) => [use, payee])).toEqual([[words, words]]);
  });

  it('a voucher number of slashes, spaces and signs can be refunded and reversed by its address', async () => {
    const voucherNo = "支付 #12/3?x=1&y='%20+é";
    expect((await installation.admin.post(payments, { ...payment, voucherNo, amount: '2.00' })).status).toBe(201);
    const address = `${payments}/${encodeURIComponent(voucherNo)}`;
    const refund = { refundVoucherNo: 'R-signs', amount: '1.00', receivedOn: '2025-02-28', reason: '退' };
    expect((await installation.admin.post(`${address}/refunds`, refund)).status).toBe(201);
    expect((await post(`${address}/reversal`, { reason: '错' })).body.code).toBe('reversal-of-refunded-payment');
  });
});

describe('a query that is not well formed', () => {
  const cursor = (parts: unknown): string => Buffer.from(JSON.stringify(parts)).toString('base64url');
  const LISTS = [
    '/projects',
    `/projects/${projectCode}/events`,
    '/disbursements',
    '/milestones/2025-06-30',
    '/milestone-checks',
    '/alerts',
  ];
  const CURSORS: readonly (readonly [string, string])[] = [
    ['not base64', '***'],
    ['of another list', cursor(['a', 'b', 'c'])],
    ['with words for numbers', cursor(['x'])],
    ['with two words for numbers', cursor(['x', 'y'])],
    ['with nulls', cursor([null])],
    ['with two nulls', cursor([null, null])],
    ['with a number out of range', cursor(['99999999999999999999'])],
    ['with a date that does not exist', cursor(['2025-02-30', '99999999999999999999'])],
    ['with SQL', cursor(["'; DROP SCHEMA read_model CASCADE; --"])],
    ['with a NUL', cursor(['\u0000'])],
    ['with two NULs', cursor(['\u0000', '\u0000'])],
    ['of an object', cursor({ a: 1 })],
  ];

  // These two lists are ordered by words, so that any words are a place in them: the rows behind it are given out, and no others.
  const PLACES: Readonly<Record<string, readonly string[]>> = {
    '/projects': ['with two words for numbers', 'with a date that does not exist'],
    '/milestones/2025-06-30': ['with words for numbers', 'with a number out of range', 'with SQL'],
  };
  const CASES = LISTS.flatMap((list) => CURSORS.map(([name, text]) => ({ list, name, text, isPlace: PLACES[list]?.includes(name) })));

  it.each(CASES.filter(({ isPlace }) => !isPlace))('a cursor of $list $name is refused', async ({ list, text }) => {
    const { status, body } = await installation.admin.get<Problem>(`${list}?cursor=${encodeURIComponent(text)}`);
    expect([status, body.code, (body.errors ?? []).map(({ path }) => path)]).toEqual([400, 'invalid-cursor', ['query.cursor']]);
  });

  it.each(CASES.filter(({ isPlace }) => isPlace))('a cursor of $list $name is a place between its rows', async ({ list, text }) => {
    const [place = ''] = JSON.parse(Buffer.from(text, 'base64url').toString()) as string[];
    const whole = await installation.admin.all<ProjectRowView>(list);
    const page = await installation.admin.read<{ items: ProjectRowView[]; nextCursor: string | null }>(`${list}?cursor=${text}`);
    expect(page).toEqual({ items: whole.filter((row) => row.projectCode > place), nextCursor: null });
  });

  it('the places are as many as were named', () => {
    expect(CASES.filter(({ isPlace }) => isPlace)).toHaveLength(Object.values(PLACES).flat().length);
  });

  it.each([
    ['/projects?limit=0', 'query.limit'],
    ['/projects?limit=501', 'query.limit'],
    ['/projects?limit=ten', 'query.limit'],
    ['/projects?limit=1.5', 'query.limit'],
    ['/projects?sort=colour', 'query.sort'],
    ['/projects?status=good', 'query.status'],
    ['/projects?asOf=2025-02-30', 'query.asOf'],
    ['/projects?knownAt=yesterday', 'query.knownAt'],
    ['/projects?knownAt=2025-02-30T00:00:00Z', 'query.knownAt'],
    ['/projects?minPosition=-1', 'query.minPosition'],
    ['/projects?minPosition=1.5', 'query.minPosition'],
    ['/projects?fiscalYear=', 'query.fiscalYear'],
    ['/alerts?severity=orange', 'query.severity'],
    ['/alerts?rule=too-late', 'query.rule'],
    ['/alerts?status=closed', 'query.status'],
    ['/users?limit=501', 'query.limit'],
    ['/users?fiscalYear=2025', 'query.fiscalYear'],
    ['/events/stream?fiscalYear=next', 'query.fiscalYear'],
    ['/disbursements?from=2025-13-01', 'query.from'],
    ['/milestones/2025-02-30', 'params.date'],
    ['/milestones/june', 'params.date'],
  ])('%s is refused by name', async (path, field) => {
    const { status, body, headers } = await installation.admin.get<Problem>(path);
    expect([status, body.code, (body.errors ?? []).map((error) => error.path), headers.get('content-type')]).toEqual([
      400,
      'invalid-request',
      [field],
      'application/problem+json; charset=utf-8',
    ]);
  });

  it.each(['abc', '-1', '1.5', '99999999999999999999999', '1 OR 1=1'])('Last-Event-ID %s is refused', async (id) => {
    const { status, body } = await installation.admin.get<Problem>('/events/stream', { 'last-event-id': id });
    expect([status, body.code]).toEqual([400, 'invalid-request']);
  });
});

describe('a file that is no target document', () => {
  const FILES: readonly (readonly [string, string, Uint8Array])[] = [
    ['an empty file', 'empty.txt', new Uint8Array()],
    ['a picture', 'picture.txt', Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d])],
    ['random bytes', 'random.txt', Uint8Array.from({ length: 4_096 }, (_, index) => (index * 97 + 13) % 256)],
    ['a shopping list', 'list.txt', new TextEncoder().encode('牛奶\n面包\n鸡蛋\n')],
    ['JSON', 'data.json', new TextEncoder().encode('{"projects":[]}')],
    ['a program', 'setup.exe', Uint8Array.from([0x4d, 0x5a, 0x90, 0, 3, 0, 0, 0])],
    ['a table of the wrong form', 'table.csv', new TextEncoder().encode('项目编码,金额\n1,2\n')],
  ];

  it.each(FILES)('%s is refused and nothing is written', async (_, name, bytes) => {
    const reply = await refused(() => installation.admin.upload<Problem>('/target-documents', { name, bytes }));
    expect([
      [422, 'unreadable-document'],
      [422, 'document-has-errors'],
      [415, 'unsupported-media-type'],
    ]).toContainEqual([reply.status, reply.body.code]);
  });

  it('50 MB of nothing are read and refused, 51 MB are too much', async () => {
    const limit = 50 * 1024 * 1024;
    const read = await refused(() =>
      installation.admin.upload<Problem>('/target-documents', { name: 'large.txt', bytes: new Uint8Array(limit) }),
    );
    expect([read.status, read.body.code]).toEqual([422, 'unreadable-document']);
    const large = new Uint8Array(limit + 1_000_000);
    const tooLarge = await refused(() => installation.admin.upload<Problem>('/target-documents', { name: 'large.txt', bytes: large }));
    expect([tooLarge.status, tooLarge.body.code]).toEqual([413, 'payload-too-large']);
  });

  it('a form without a file, with the file under another name or with an unknown field is refused by name', async () => {
    const form = (fill: (form: FormData) => void): Promise<Reply<Problem>> => {
      const body = new FormData();
      fill(body);
      return send('POST', '/target-documents', { body });
    };
    const file = new Blob([Uint8Array.from(weixian2025.bytes)]);
    const answers = [
      await form((body) => body.set('fiscalYear', '2025')),
      await form((body) => body.set('document', file, 'weixian-2025.txt')),
      await form((body) => {
        body.set('year', '2025');
        body.set('file', file, 'weixian-2025.txt');
      }),
      await form((body) => {
        body.set('fiscalYear', 'twenty');
        body.set('file', file, 'weixian-2025.txt');
      }),
    ];
    expect(answers.map((answer) => [answer.status, paths(answer)])).toEqual([
      [400, ['body.file']],
      [400, ['body.document']],
      [400, ['body.year']],
      [400, ['body.fiscalYear']],
    ]);
  });

  it('a document whose structure is broken registers nothing, and says which project and why', async () => {
    const broken = weixian2025.text.replace('3.00', '3.01');
    const reply = await refused(() =>
      installation.admin.upload<Problem>(
        '/target-documents',
        { name: 'broken.txt', bytes: new TextEncoder().encode(broken) },
        { fiscalYear: '2027' },
      ),
    );
    expect([reply.status, reply.body.code]).toEqual([422, 'document-has-errors']);
    expect(reply.body.errors?.length).toBeGreaterThan(0);
    expect(paths(reply)[0]).toContain('projects[');
  });
});

describe('a registration that is not well formed', () => {
  it.each([
    ['no plan', { plan: [] }, 400, 'body.plan'],
    ['a percent without decimals', { plan: [{ date: '2025-12-31', percent: '100' }] }, 400, 'body.plan[0].percent'],
    ['a percent above 100', { plan: [{ date: '2025-12-31', percent: '100.01' }] }, 422, 'body.plan'],
    ['a negative percent', { plan: [{ date: '2025-12-31', percent: '-1.00' }] }, 422, 'body.plan'],
    [
      'a plan that falls',
      {
        plan: [
          { date: '2025-06-30', percent: '50.00' },
          { date: '2025-12-31', percent: '40.00' },
        ],
      },
      422,
      'body.plan',
    ],
    [
      'dates out of order',
      {
        plan: [
          { date: '2025-12-31', percent: '50.00' },
          { date: '2025-06-30', percent: '60.00' },
        ],
      },
      422,
      'body.plan',
    ],
    ['a date outside the year', { plan: [{ date: '2026-01-31', percent: '50.00' }] }, 422, 'body.plan'],
    ['a negative budget', { budget: { fiscal: '-1.00', other: '0.00' } }, 422, 'body.budget'],
    ['a wrong year', { fiscalYear: 1999 }, 400, 'body.fiscalYear'],
    ['a year as text', { fiscalYear: 'next' }, 400, 'body.fiscalYear'],
    ['a code with a slash', { projectCode: 'A/B' }, 400, 'body.projectCode'],
    ['a unit without a code', { unit: { name: '单位' } }, 400, 'body.unit.code'],
  ])('%s is refused by name', async (_, field, status, path) => {
    const reply = await post('/projects', { ...project, ...field });
    expect([reply.status, paths(reply)[0]]).toEqual([status, expect.stringContaining(path)]);
  });
});

describe('guessing a password', () => {
  it('is stopped after five guesses, whatever address each of them claims to come from', async () => {
    const told: (readonly [number, string])[] = [];
    for (let index = 0; index < 6; index++) {
      const claimed = {
        'x-forwarded-for': `198.51.100.${index}`,
        forwarded: `for=198.51.100.${index}`,
        'x-real-ip': `198.51.100.${index}`,
      };
      const guess = { username: 'guessed', password: `guess number ${index}` };
      const { status, body } = await refused(() => Client.anonymous(installation.url).post<Problem>('/auth/login', guess, claimed));
      told.push([status, body.code]);
    }
    expect(told).toEqual([...Array.from({ length: 5 }, () => [401, 'invalid-credentials']), [429, 'too-many-attempts']]);
  });
});

describe('after all this', () => {
  it('the monitor is ready and has logged no error', async () => {
    expect((await installation.admin.get<{ status: string }>('/health/ready')).body.status).toBe('ready');
    expect(installation.monitor.output).not.toMatch(/ERROR|unhandled/i);
  });
});
