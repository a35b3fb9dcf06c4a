import type { AuditEventView, ProjectView, SummaryView, TargetDocumentAnswer } from '@budget/contracts';
import { weixian2025 } from '../fixtures/weixian-2025.fixture';
import { useInstallation } from './harness/installation';
import { registerProject } from './harness/registered-project';

const installation = useInstallation('2025-07-01T09:00:00+08:00');

const MONTHS = [
  ['3', '2025-03-31'],
  ['6', '2025-06-30'],
  ['10', '2025-10-31'],
  ['12', '2025-12-31'],
] as const;
/** 万元 as printed → 元, by moving the point. */
const yuan = (wan: string): string => `${BigInt(wan.replace('.', '')) * 100n}.00`;

const head = async (): Promise<string> => (await installation.admin.read<SummaryView>('/summary')).freshness.headPosition;

describe('the published document of 2025, imported', () => {
  it('reads 22 projects and 51336900.00 yuan, by unit 8 and 14', async () => {
    const summary = await installation.admin.read<SummaryView>('/summary?fiscalYear=2025');
    expect([summary.projects, summary.budget.initial.total, summary.budget.current]).toEqual([
      22,
      '51336900.00',
      { fiscal: '51336900.00', other: '0.00', carriedOver: '0.00', total: '51336900.00' },
    ]);
    expect(summary.units.map(({ code, name, projects, budget }) => [code, name, projects, budget.current.total])).toEqual([
      ['203001', '中国共产党魏县委员会组织部本级', 8, '1960000.00'],
      ['203002', weixian2025.truth.find(({ unitCode }) => unitCode === '203002')?.unitName, 14, '49376900.00'],
    ]);
  });

  it.each([
    ['2025-03-31', '7434200.00', '14.48'],
    ['2025-06-30', '24415400.00', '47.56'],
    ['2025-10-31', '31864400.00', '62.07'],
    ['2025-12-31', '51336900.00', '100.00'],
  ])('asks for an effective plan, by %s, of %s yuan or %s %%', async (date, amount, percent) => {
    const { plan } = await installation.admin.read<SummaryView>(`/summary?asOf=${date}`);
    expect([plan.plannedAmount, plan.effectivePercent]).toEqual([amount, percent]);
  });

  it.each(weixian2025.truth.map((project) => [project.seq, project] as const))(
    'shows project %i cell for cell as it was published',
    async (_, truth) => {
      const project = await installation.admin.read<ProjectView>(`/projects/${truth.projectCode}?fiscalYear=2025`);
      expect({
        unit: project.unit,
        name: project.name,
        budget: project.budget.initial,
        purpose: project.purpose,
        goals: project.objectives,
        plan: project.plan.milestones.map(({ date, statedPercent }) => [date, statedPercent]),
        indicators: project.indicators.map(({ level1, level2, level3, description, target, basis }) => ({
          level1,
          level2,
          level3,
          description,
          target: target.raw,
          basis,
        })),
      }).toEqual({
        unit: { code: truth.unitCode, name: truth.unitName },
        name: truth.name,
        budget: {
          fiscal: yuan(truth.fiscalWan),
          other: truth.otherWan === null ? '0.00' : yuan(truth.otherWan),
          carriedOver: '0.00',
          total: yuan(truth.budgetWan),
        },
        purpose: truth.purpose,
        goals: truth.goals,
        plan: MONTHS.map(([month, date]) => [date, truth.plan[month] === null ? null : `${truth.plan[month]}.00`]),
        indicators: truth.indicators,
      });
    },
  );

  it('holds 88 plan cells, 42 of them filled, and 154 indicators', async () => {
    const projects = await Promise.all(
      weixian2025.truth.map(({ projectCode }) => installation.admin.read<ProjectView>(`/projects/${projectCode}`)),
    );
    const cells = projects.flatMap(({ plan }) => plan.milestones);
    expect([
      cells.length,
      cells.filter(({ statedPercent }) => statedPercent !== null).length,
      projects.flatMap(({ indicators }) => indicators).length,
    ]).toEqual([88, 42, 154]);
  });

  it('parses every target as careful readers did', async () => {
    const parsed = await Promise.all(
      weixian2025.truth.map(async ({ seq, projectCode }) => {
        const { indicators } = await installation.admin.read<ProjectView>(`/projects/${projectCode}`);
        return indicators.map(({ target }, index) => ({ seq, no: index + 1, ...target }));
      }),
    );
    expect(parsed.flat()).toEqual(
      weixian2025.targets.map(({ seq, no, raw, kind, op, value, unit }) => ({ seq, no, raw, kind, operator: op, value, unit })),
    );
  });

  it('finds every project code valid', async () => {
    const projects = await Promise.all(
      weixian2025.truth.map(({ projectCode }) => installation.admin.read<ProjectView>(`/projects/${projectCode}`)),
    );
    expect(projects.map(({ codeCheck }) => codeCheck)).toEqual(projects.map(() => 'valid'));
  });
});

describe('the same file sent again', () => {
  it('is unchanged in every project and leaves no event', async () => {
    const before = await head();
    const { status, body } = await installation.admin.upload<TargetDocumentAnswer>('/target-documents', {
      name: 'weixian-2025.txt',
      bytes: weixian2025.bytes,
    });
    expect([status, body.position, body.totals.projects, body.totals.budget.total]).toEqual([201, null, 22, '51336900.00']);
    expect(body.projects.map(({ outcome }) => outcome)).toEqual(Array.from({ length: 22 }, () => 'unchanged'));
    expect(await head()).toBe(before);
  });

  it('is unchanged under another name, in another encoding and with other line ends', async () => {
    const before = await head();
    const files = [
      { name: 'copy.txt', bytes: weixian2025.bytes },
      { name: 'gb18030.txt', bytes: weixian2025.gb18030 },
      { name: 'windows.txt', bytes: new TextEncoder().encode(weixian2025.text.replaceAll('\n', '\r\n')) },
    ];
    for (const file of files) {
      const { status, body } = await installation.admin.upload<TargetDocumentAnswer>('/target-documents', file);
      expect([status, body.projects.filter(({ outcome }) => outcome === 'unchanged').length, body.position]).toEqual([201, 22, null]);
    }
    expect(await head()).toBe(before);
  });

  it('is only checked with dryRun, and says what it would do', async () => {
    const before = await head();
    const { status, body } = await installation.admin.upload<TargetDocumentAnswer>(
      '/target-documents',
      { name: 'next-year.txt', bytes: weixian2025.bytes },
      { fiscalYear: '2026', dryRun: 'true' },
    );
    expect([status, body.dryRun, body.fiscalYear, body.position]).toEqual([200, true, 2026, null]);
    expect(body.projects.map(({ outcome }) => outcome)).toEqual(Array.from({ length: 22 }, () => 'registered'));
    expect(body.projects.flatMap(({ indicators }) => indicators).map(({ target: { kind, value } }) => [kind, value])).toEqual(
      weixian2025.targets.map(({ kind, value }) => [kind, value]),
    );
    expect(await head()).toBe(before);
  });
});

describe('a small project registered by hand, with a checkpoint that no other plan has', () => {
  const published = MONTHS.map(([month, date]) => ({ date, label: `${month}月底` }));
  const withSeptember = [...published.slice(0, 2), { date: '2025-09-30', label: '9月底' }, ...published.slice(2)];
  const checkpoints = async (query: string, client = installation.admin): Promise<SummaryView['checkpoints']> =>
    (await client.read<SummaryView>(`/summary?fiscalYear=2025${query}`)).checkpoints;
  let before: string;

  beforeAll(async () => {
    const [registered] = await installation.admin.all<AuditEventView>(`/projects/${weixian2025.truth[0]?.projectCode ?? ''}/events`);
    before = registered?.metadata.recordedAt ?? '';
    expect(await checkpoints('')).toEqual(published);
    const plan = { '2025-09-30': '40.00', '2025-12-31': '100.00' };
    const position = await registerProject(installation.admin, { projectCode: 'SMALL', budget: '100.00', plan, unit: '203009' });
    await installation.admin.read(`/summary?minPosition=${position}`);
  });

  it('adds its date to the checkpoints of the summary, in order', async () => {
    expect(await checkpoints('')).toEqual(withSeptember);
  });

  it('adds none where a reader does not look: another unit, another year, another day of knowledge', async () => {
    expect(await checkpoints('&unitCode=203001')).toEqual(published);
    expect(await checkpoints('&unitCode=203009')).toEqual([withSeptember[2], withSeptember[4]]);
    expect((await installation.admin.read<SummaryView>('/summary?fiscalYear=2024')).checkpoints).toEqual([]);
    expect(await checkpoints(`&knownAt=${before}`)).toEqual(published);
    const officer = await installation.user('officer1', ['officer'], ['203001']);
    expect(await checkpoints('', officer)).toEqual(published);
  });

  it('is the next checkpoint once the earlier ones have gone by, with the money it asks for', async () => {
    const { next } = await installation.admin.read<SummaryView>('/summary?asOf=2025-07-01');
    expect(next).toEqual({ date: '2025-09-30', label: '9月底', daysLeft: 91, plannedAmount: '40.00', shortAmount: '40.00' });
  });
});
