import type { LedgerEntryView, ProjectRowView } from '@budget/contracts';
import { weixian2025 } from '../fixtures/weixian-2025.fixture';
import type { Page, Problem } from './harness/client';
import { useInstallation } from './harness/installation';
import { registerProject } from './harness/registered-project';
import { fenOf } from './harness/yuan';

const installation = useInstallation('2025-11-15T09:00:00+08:00');
const codes = weixian2025.truth.map(({ projectCode }) => projectCode);

const NAMES: readonly (readonly [string, string])[] = [
  ['QPERCENT', '达到100%的项目'],
  ['QUNDERSCORE', '编号A_B的项目'],
  ['QPLAIN', '编号AXB的项目'],
  ['QBACKSLASH', '路径C\\D的项目'],
  ['QQUOTE', "O'Neil 的项目"],
  ['QMIXED', 'Training 培训 Project'],
];
const LONG = '长'.repeat(200);

beforeAll(async () => {
  for (const [projectCode, name] of NAMES)
    await registerProject(installation.admin, { projectCode, name, budget: '1.00', plan: { '2025-12-31': null } });
  for (const projectCode of ['LONG1', 'LONG2', 'LONG3']) {
    await registerProject(installation.admin, { projectCode, name: LONG, budget: '0.00', plan: { '2025-12-31': '100.00' } });
  }
  for (const [index, code] of codes.entries()) {
    for (const part of [1, 2]) {
      await installation.pay(code, {
        voucherNo: `L-${part}`,
        amount: `${1 + ((index * 37 + part * 11) % 90)}1.00`,
        paidOn: `2025-0${part + 4}-15`,
      });
    }
  }
  await installation.settled();
}, 60_000);

/** Pages of a list one after the other, as a reader gets them. */
async function pagesOf<Item>(path: string, limit: number): Promise<readonly Page<Item>[]> {
  const pages: Page<Item>[] = [];
  let cursor: string | null = null;
  do {
    const page: Page<Item> = await installation.admin.read(
      `${path}&limit=${limit}${cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`}`,
    );
    pages.push(page);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return pages;
}

describe('a list read page by page', () => {
  it.each(['code', 'name', 'budget', '-budget', 'rate', '-rate', 'gap', '-gap'])(
    'of projects sorted by %s gives every project once, in one order, whatever the size of the page',
    async (sort) => {
      const [whole] = await pagesOf<ProjectRowView>(`/projects?sort=${sort}`, 500);
      const pages = await pagesOf<ProjectRowView>(`/projects?sort=${sort}`, 4);
      const read = pages.flatMap(({ items }) => items.map(({ projectCode }) => projectCode));
      expect(read).toEqual(whole?.items.map(({ projectCode }) => projectCode));
      expect(new Set(read).size).toBe(31);
      expect(pages.slice(0, -1).every(({ items }) => items.length === 4)).toBe(true);
    },
  );

  it.each([
    ['-budget', ({ budget }: ProjectRowView) => fenOf(budget.current.total)],
    ['-gap', ({ due }: ProjectRowView) => (due ? -fenOf(due.gapAmount) : 0n)],
    ['-rate', ({ execution }: ProjectRowView) => (execution.rate === null ? 0n : fenOf(execution.rate))],
  ] as const)('of projects sorted by %s begins with the largest', async (sort, keyOf) => {
    const projects = await installation.admin.all<ProjectRowView>(`/projects?sort=${sort}`);
    const keys = projects.map(keyOf).map((key) => (key < 0n ? 0n : key));
    expect(keys).toEqual([...keys].sort((one, other) => (one > other ? -1 : one < other ? 1 : 0)));
  });

  it.each([
    '/disbursements?asOf=2025-11-15',
    '/milestone-checks?asOf=2025-11-15',
    '/alerts?fiscalYear=2025',
    '/milestones/2025-10-31?fiscalYear=2025',
  ])('%s gives every row once, in one order', async (path) => {
    const rows = (size: number) =>
      pagesOf<Record<string, unknown>>(path, size).then((pages) => pages.flatMap(({ items }) => items.map((item) => JSON.stringify(item))));
    const [whole, read] = [await rows(500), await rows(3)];
    expect(read).toEqual(whole);
    expect(new Set(read).size).toBe(read.length);
    expect(read.length).toBeGreaterThan(10);
  });

  it('loses and repeats nothing that was there at the beginning while others write', async () => {
    const before = (await installation.admin.all<LedgerEntryView>('/disbursements?asOf=2025-11-15')).map(({ position }) => position);
    let writing = true;
    const writers = [0, 1, 2, 3].map(async (writer) => {
      for (let count = 0; writing; count++) {
        const code = codes[(writer + count) % codes.length] ?? '';
        await installation.pay(code, { voucherNo: `W-${writer}-${count}`, amount: '0.01', paidOn: '2025-05-20' });
      }
    });
    const rounds: string[][] = [];
    for (let round = 0; round < 4; round++) {
      rounds.push((await installation.admin.all<LedgerEntryView>('/disbursements?asOf=2025-11-15', 7)).map(({ position }) => position));
    }
    writing = false;
    await Promise.all(writers);
    for (const read of rounds) {
      expect(new Set(read).size).toBe(read.length);
      expect(read).toEqual(expect.arrayContaining(before));
    }
  });
});

describe('a judgement asked for', () => {
  type Judged = Page<{ projectCode: string; position: string }> & { judged: number; unchanged: number; position: string | null };
  const judge = async (query: string): Promise<Judged> => {
    const { status, body } = await installation.admin.post<Judged>(`/milestone-checks${query}`, { date: '2025-06-30' });
    expect([200, 201]).toContain(status);
    return body;
  };

  it('judges every project of the date and answers a page of them; reading on gives each once, in one order', async () => {
    const whole = await judge('?limit=500');
    expect([whole.judged + whole.unchanged, whole.items.length, whole.nextCursor]).toEqual([22, 22, null]);

    await installation.pay(codes[21] ?? '', { voucherNo: 'L-last', amount: '1.00', paidOn: '2025-06-20' });
    const first = await judge('?limit=5');
    expect([first.judged, first.unchanged, first.items.length]).toEqual([1, 21, 5]);
    const pages = [first];
    for (let cursor = first.nextCursor; cursor !== null;) {
      const next = await judge(`?limit=5&cursor=${cursor}`);
      expect([next.judged, next.unchanged, next.position]).toEqual([0, next.items.length, null]);
      pages.push(next);
      cursor = next.nextCursor;
    }
    expect(pages.map(({ items }) => items.length)).toEqual([5, 5, 5, 5, 2]);
    expect(pages.flatMap(({ items }) => items.map(({ projectCode }) => projectCode))).toEqual([...codes].sort());
  });

  it('refuses a cursor that it did not give out, and judges nothing then', async () => {
    const { status, body } = await installation.admin.post<Problem>('/milestone-checks?cursor=none', { date: '2025-06-30' });
    expect([status, body.code]).toEqual([400, 'invalid-cursor']);
  });
});

describe('the list of users', () => {
  it('gives every user once, in one order, whatever the size of the page', async () => {
    for (const username of ['li.shenji', 'an.jiandu', 'zhao.shenji'])
      await installation.user(username, [username === 'an.jiandu' ? 'supervisor' : 'auditor']);
    for (const limit of [1, 3, 50]) {
      const users = await installation.admin.all<{ username: string }>('/users', limit);
      expect(users.map(({ username }) => username)).toEqual(['admin', 'an.jiandu', 'li.shenji', 'zhao.shenji']);
    }
  });
});

describe('searching projects', () => {
  const found = async (q: string): Promise<string[]> =>
    (await installation.admin.all<ProjectRowView>(`/projects?q=${encodeURIComponent(q)}`)).map(({ projectCode }) => projectCode);

  it.each([
    ['100%', ['QPERCENT']],
    ['%', ['QPERCENT']],
    ['A_B', ['QUNDERSCORE']],
    ['_', ['QUNDERSCORE']],
    ['C\\D', ['QBACKSLASH']],
    ["O'N", ['QQUOTE']],
    ['training', ['QMIXED']],
    ['qplain', ['QPLAIN']],
    ['nothing of the kind', []],
  ])('takes "%s" as it is written', async (q, expected) => {
    expect(await found(q)).toEqual(expected);
  });

  it('finds every project by the beginning of the county', async () => {
    expect(await found('130434')).toEqual([...codes].sort());
  });
});

describe('filters', () => {
  it.each([
    ...['milestone-at-risk', 'no-payment', 'pace-unreachable', 'overspent', 'too-fast', 'money-result-mismatch'].map(
      (rule) => `rule=${rule}`,
    ),
    ...['indicator-behind', 'indicator-not-reported', 'year-end-rush', 'plan-re-dated', 'data-outage'].map((rule) => `rule=${rule}`),
    ...['rectifying', 'silenced'].map((status) => `status=${status}`),
  ])('of alerts by %s find none as long as there are none', async (filter) => {
    expect(await installation.admin.read(`/alerts?${filter}`)).toEqual({ items: [], nextCursor: null });
  });

  it('of alerts by rule and status find the others', async () => {
    const count = async (filter: string): Promise<number> => (await installation.admin.all(`/alerts?${filter}`)).length;
    expect(await count('rule=milestone-missed')).toBe(await count(''));
    expect((await count('status=open')) + (await count('status=acknowledged')) + (await count('status=resolved'))).toBe(await count(''));
    expect(await count('status=unresolved')).toBe((await count('status=open')) + (await count('status=acknowledged')));
    expect(await count('')).toBeGreaterThan(10);
  });

  it('of the ledger bound the days, both ends included', async () => {
    const ledger = await installation.admin.all<LedgerEntryView>('/disbursements?from=2025-05-15&to=2025-05-15');
    expect([ledger.length, new Set(ledger.map(({ paidOn }) => paidOn))]).toEqual([22, new Set(['2025-05-15'])]);
  });

  it('of projects by unit and status add up to the whole', async () => {
    const count = async (query: string): Promise<number> => (await installation.admin.all(`/projects?${query}`)).length;
    const byUnit = (await count('unitCode=203001')) + (await count('unitCode=203002'));
    const statuses = ['met', 'watch', 'behind', 'severe', 'no-checkpoint', 'pending'];
    const byStatus = (await Promise.all(statuses.map((status) => count(`status=${status}`)))).reduce((one, other) => one + other, 0);
    expect([byUnit, byStatus]).toEqual([31, 31]);
  });
});
