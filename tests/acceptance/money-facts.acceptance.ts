import type { AlertRowView, BudgetChangesView, PlanVersionsView, ProjectView, SummaryView } from '@budget/contracts';
import { weixian2025 } from '../fixtures/weixian-2025.fixture';
import type { Problem, Reply } from './harness/client';
import { eventually } from './harness/eventually';
import { useInstallation } from './harness/installation';

const installation = useInstallation('2025-11-15T09:00:00+08:00');

type Written = { readonly position: string; readonly version: string };
const [one, two] = weixian2025.truth.filter(({ unitCode, plan }) => unitCode === '203001' && plan['6'] !== null) as [
  (typeof weixian2025.truth)[number],
  (typeof weixian2025.truth)[number],
];

const post = <Answer extends object>(path: string, body: object): Promise<Reply<Answer & Written & Problem>> =>
  installation.admin.post(`${path}${path.includes('?') ? '&' : '?'}fiscalYear=2025`, body);
const at = (written: Written): string => `fiscalYear=2025&minPosition=${written.position}`;
const project = (code: string, query: string) => installation.admin.read<ProjectView>(`/projects/${code}?${query}`);
const total = async (code: string, query: string) => (await project(code, query)).budget.current.total;
const yuan = (fen: bigint): string => `${fen / 100n}.${String(fen % 100n).padStart(2, '0')}`;
const fen = (text: string): bigint => BigInt(text.replace('.', ''));
const document = { effectiveOn: '2025-07-01', reason: '工作量变化' };

describe('a budget adjustment', () => {
  const increase = { kind: 'increase', fiscal: '5000.00', other: '100.00', documentNo: '魏财预〔2025〕12号', ...document };
  const path = `/projects/${one.projectCode}/budget-adjustments`;

  it('raises the current budget from its day on and leaves the initial one', async () => {
    const before = await project(one.projectCode, 'fiscalYear=2025');
    const { status, body } = await post(path, increase);
    expect(status).toBe(201);
    const after = await project(one.projectCode, at(body));
    expect(after.budget.initial).toEqual(before.budget.initial);
    expect(fen(after.budget.current.total) - fen(before.budget.current.total)).toBe(510_000n);
    expect(await total(one.projectCode, `${at(body)}&asOf=2025-06-30`)).toBe(before.budget.current.total);
    expect(after.version).toBe(body.version);
  });

  it('sent again is answered with the same place; with another amount it is refused', async () => {
    const first = await post(path, increase);
    const other = await post(path, { ...increase, fiscal: '6000.00' });
    expect([first.status, other.status, other.body.code, other.body.errors?.map(({ path }) => path)]).toEqual([
      ...[200, 409, 'document-conflict', ['body.documentNo']],
    ]);
  });

  it('never goes below what was paid, and writes nothing then', async () => {
    await installation.pay(one.projectCode, { voucherNo: 'MF-1', amount: '1000.00', paidOn: '2025-06-30' });
    const head = await installation.settled();
    const current = await project(one.projectCode, `fiscalYear=2025&minPosition=${head}`);
    const tooMuch = yuan(fen(current.budget.current.fiscal) - 99_999n + 10_000n);
    const refused = await post(path, { ...increase, kind: 'decrease', other: '0.00', fiscal: tooMuch, documentNo: '13号' });
    expect([refused.status, refused.body.code]).toEqual([422, 'budget-below-net-paid']);
    expect(refused.body.detail).toContain('1000.00');
    expect(await installation.settled()).toBe(head);
  });
});

describe('a transfer between two projects', () => {
  const moving = {
    ...{
      fromProject: one.projectCode,
      toProject: two.projectCode,
      amount: '300.00',
      fundSource: 'fiscal',
      documentNo: '14号',
      ...document,
    },
  };

  it('is one fact of both: what one gives the other has, and the sum of all stays', async () => {
    const query = 'fiscalYear=2025';
    const before = [await total(one.projectCode, query), await total(two.projectCode, query)].map(fen);
    const sum = (await installation.admin.read<SummaryView>(`/summary?${query}`)).budget.current.total;
    const { status, body } = await post('/budget-transfers', moving);
    expect(status).toBe(201);
    const after = [await total(one.projectCode, at(body)), await total(two.projectCode, at(body))].map(fen);
    expect([after[0], after[1]]).toEqual([(before[0] as bigint) - 30_000n, (before[1] as bigint) + 30_000n]);
    expect((await installation.admin.read<SummaryView>(`/summary?${at(body)}`)).budget.current.total).toBe(sum);
    expect((await post('/budget-transfers', moving)).status).toBe(200);
  });

  it('happens to neither when one of them is not there', async () => {
    const head = await installation.settled();
    const refused = await post('/budget-transfers', { ...moving, toProject: 'NONE', documentNo: '15号' });
    expect([refused.status, refused.body.code]).toEqual([404, 'project-not-found']);
    expect(await installation.settled()).toBe(head);
  });

  it('stands in the changes of both budgets, which add up to the current one', async () => {
    for (const code of [one.projectCode, two.projectCode]) {
      const { initial, current, items } = await installation.admin.read<BudgetChangesView>(
        `/projects/${code}/budget-changes?fiscalYear=2025`,
      );
      const sum = items.reduce((so_far, { amount }) => so_far + fen(amount.total), fen(initial.total));
      expect([items.some(({ kind }) => kind.startsWith('transfer')), yuan(sum)]).toEqual([true, current.total]);
    }
  });
});

describe('a plan that is revised', () => {
  it('measures the project from its day on; the alert follows, earlier judgements stay', async () => {
    const code = two.projectCode;
    const open = () => installation.admin.read<{ items: AlertRowView[] }>(`/alerts?fiscalYear=2025&limit=500`);
    await eventually(async () => {
      expect((await open()).items.find(({ project }) => project.projectCode === code)?.status).toBe('open');
    });
    const judged = () =>
      installation.admin.read<{ items: { projectCode: string; status: string; planVersion: number }[] }>(
        `/milestone-checks?fiscalYear=2025&date=2025-06-30&limit=500`,
      );
    const june = (await judged()).items.find(({ projectCode }) => projectCode === code);

    const plan = [{ date: '2025-12-31', percent: '100.00' }];
    const { status, body } = await post(`/projects/${code}/plan-revisions`, { plan, reason: '招标延期', effectiveOn: '2025-07-01' });
    expect([status, body]).toMatchObject([201, { planVersion: 2 }]);
    const { plan: now, milestones } = await project(code, at(body));
    expect([now.version, now.milestones.map(({ date }) => date)]).toEqual([2, ['2025-12-31']]);
    expect(milestones.map(({ date }) => date)).toContain('2025-06-30');
    await eventually(async () => {
      expect((await open()).items.find(({ project }) => project.projectCode === code)?.status).toBe('resolved');
    });
    expect((await judged()).items.find(({ projectCode }) => projectCode === code)).toEqual(june);
    const versions = await installation.admin.read<PlanVersionsView>(`/projects/${code}/plan-versions?fiscalYear=2025`);
    expect(versions.items.map(({ version, origin, inForce }) => [version, origin, inForce])).toEqual([
      [1, 'published', false],
      [2, 'revision', true],
    ]);
    const again = await post(`/projects/${code}/plan-revisions`, { plan, reason: '招标延期', effectiveOn: '2025-08-01' });
    expect([again.status, again.body.code]).toEqual([409, 'plan-unchanged']);
  });
});

describe('money that arrives', () => {
  it('stands beside the budget and limits nothing', async () => {
    const funds = { amount: '2000.00', fundSource: 'fiscal', receivedOn: '2025-03-05', documentNo: '魏财库〔2025〕7号' };
    const { status, body } = await post(`/projects/${one.projectCode}/funds-received`, funds);
    expect(status).toBe(201);
    expect((await project(one.projectCode, at(body))).execution.received).toBe('2000.00');
    expect((await project(one.projectCode, `${at(body)}&asOf=2025-03-04`)).execution.received).toBe('0.00');
  });
});

describe('the end of the year', () => {
  const decision = { fiscalYear: 2025, projectCode: one.projectCode, decision: 'carry-over', documentNo: '魏财预〔2026〕1号' };

  it('wants the project of the next year first', async () => {
    const refused = await post('/year-end', decision);
    expect([refused.status, refused.body.code]).toEqual([404, 'next-year-project-not-found']);
  });

  it('carries what was not spent into the next year, once', async () => {
    await installation.admin.post('/projects', {
      ...{ fiscalYear: 2026, projectCode: one.projectCode, name: '下年项目', unit: { code: '203001', name: '单位' } },
      ...{ budget: { fiscal: '100.00', other: '0.00' }, plan: [{ date: '2026-12-31', percent: '100.00' }] },
    });
    const { budget, execution } = await project(one.projectCode, 'fiscalYear=2025');
    const unspent = yuan(fen(budget.current.total) - fen(execution.net));
    const { status, body } = await post('/year-end', decision);
    expect([status, body]).toMatchObject([201, { unspent, carriedOver: unspent, returned: '0.00' }]);
    const next = await project(one.projectCode, `fiscalYear=2026&asOf=2026-01-01&minPosition=${body.position}`);
    expect([next.budget.current.carriedOver, next.budget.initial.carriedOver]).toEqual([unspent, '0.00']);

    const again = await post('/year-end', { ...decision, decision: 'return' });
    expect([again.status, again.body.code]).toEqual([409, 'year-end-decided']);
    const late = { voucherNo: 'MF-9', amount: '1.00', paidOn: '2025-11-01', fundSource: 'fiscal' };
    const paid = await post(`/projects/${one.projectCode}/disbursements`, late);
    expect([paid.status, paid.body.code]).toEqual([409, 'year-end-decided']);
  });
});
