import { jest } from '@jest/globals';
import type { AlertRowView, SummaryView } from '@budget/contracts';
import { built } from '../acceptance/harness/built-monitor';
import { useInstallation } from '../acceptance/harness/installation';
import { registerProject } from '../acceptance/harness/registered-project';
import { useChromium } from './harness/chromium';
import { pageFacts } from './harness/page-facts';

jest.setTimeout(180_000);
built('monitor', 'dashboard');
const installation = useInstallation('2025-07-10T09:00:00+08:00');
const chromium = useChromium(() => installation.url);

const grouped = (sentence: string): string =>
  sentence.replace(/\d{4,}(?=\.\d{2}[元万])/g, (digits) => digits.replace(/\B(?=(\d{3})+$)/g, ','));
const yuanText = (amount: string): string => amount.replace(/\B(?=(\d{3})+\.)/g, ',');
const CODE = '13043425P004501100493';
const PAGES = [
  ['/', '总览', 'Overview'],
  ['/milestones', '项目 × 考核点', 'Projects × checkpoints'],
  ['/projects', '项目', 'Projects'],
  [`/projects/${CODE}`, '2025年老干部特需经费', '2025年老干部特需经费'],
  ['/units', '单位排名', 'Unit ranking'],
  ['/alerts', '预警', 'Alerts'],
  ['/entry', '录入支付', 'Record a payment'],
  ['/documents', '导入与审核', 'Import and review'],
  ['/ledger', '支付台账', 'Ledger'],
  ['/users', '用户', 'Users'],
  ['/no/such/page', '没有这个页面', 'No such page'],
] as const;

beforeAll(async () => {
  const { status } = await installation.admin.post(`/projects/${CODE}/disbursements?fiscalYear=2025`, {
    voucherNo: 'ZF-2025-000001',
    amount: '26000.00',
    paidOn: '2025-06-20',
    fundSource: 'fiscal',
  });
  expect(status).toBe(201);
});

const sound = { mains: 1, menus: 1, statuses: 0, nameless: [], overflow: 0, cutTables: [], foreignColours: [] };

describe('Every page', () => {
  it.each([1440, 1280, 1024, 390])(
    'has one main, one heading of its own, names for everything and no sideways scrolling at %i pixels',
    async (width) => {
      const visit = await chromium.signedIn('/', { viewport: { width, height: 900 } });
      for (const [address, heading] of PAGES) {
        await visit.open(address);
        const facts = await pageFacts(visit);
        // On a narrow screen tables scroll inside their own frame.
        const seen = width < 1000 ? { ...facts, cutTables: [] } : facts;
        expect([address, seen]).toEqual([address, { ...sound, headings: [heading], language: 'zh-CN' }]);
      }
      expect(visit.complaints.filter((complaint) => !complaint.includes('404'))).toEqual([]);
    },
  );

  it('speaks English when the address asks for it, and the switch keeps everything else', async () => {
    const visit = await chromium.signedIn('/?lang=en');
    for (const [address, , heading] of PAGES) {
      await visit.open(`${address}?lang=en`);
      expect([address, await pageFacts(visit)]).toEqual([address, { ...sound, headings: [heading], language: 'en' }]);
    }
    await visit.open('/projects?lang=en&status=severe&fiscalYear=2025');
    await visit.page.getByRole('link', { name: '中文' }).click();
    await visit.page.getByRole('heading', { level: 1, name: '项目', exact: true }).waitFor();
    expect(visit.path()).toBe('/projects?status=severe&fiscalYear=2025');
    expect(await visit.page.locator('html').getAttribute('lang')).toBe('zh-CN');
  });

  it('shows an alert with its explanation at its own address', async () => {
    const { items } = await installation.admin.read<{ items: readonly AlertRowView[] }>('/alerts');
    const alert = items.find(({ severity }) => severity === 'red');
    const visit = await chromium.signedIn(`/alerts/${alert?.id}`);
    expect(await pageFacts(visit)).toEqual({ ...sound, headings: [`预警：${alert?.project.name}`], language: 'zh-CN' });
    await visit.sees(grouped(alert?.sentence ?? 'no alert'));
    await visit.open(`/alerts/${alert?.id}?lang=en`);
    await visit.sees(`as of ${alert?.inputs.asOf} its net spending is ${yuanText(alert?.inputs.actualAmount ?? '')} yuan`);
    await visit.open('/alerts/none-such');
    await visit.sees('没有这条预警');
  });

  it('says of what is no project code that it is none, in the language of the reader', async () => {
    const visit = await chromium.signedIn('/projects/xxx');
    await visit.sees('“xxx”不是项目编码：编码只含数字和大写字母，至多 40 位。');
    expect(await visit.main().innerText()).not.toMatch(/digits|params/);
  });

  it('is named in the title of its tab', async () => {
    const visit = await chromium.signedIn('/alerts');
    expect(await visit.page.title()).toBe('预警 · 预算执行与绩效双监控');
  });
});

describe('The moment of the figures', () => {
  it('is that of the year that was chosen, also where it has no projects', async () => {
    const visit = await chromium.signedIn('/?fiscalYear=2024');
    await visit.sees('2024 年度，截至 2025-07-10');
    await visit.sees('请在页面上方换一个年度');
  });

  it('is chosen in one place, named while it is not now, and kept from page to page', async () => {
    const visit = await chromium.signedIn('/');
    await visit.page.getByLabel('截至').fill('2025-06-30');
    await visit.page.getByLabel('截至').press('Enter');
    await visit.page.getByRole('status').getByText('2025-06-30').waitFor();
    expect(visit.path()).toBe('/?asOf=2025-06-30');
    await visit.goTo('考核点');
    expect(visit.path()).toBe('/milestones?asOf=2025-06-30');
    expect(await visit.page.getByRole('status').innerText()).toContain('2025-06-30');
    await visit.page.getByRole('button', { name: '回到现在' }).click();
    await visit.page.getByRole('status').waitFor({ state: 'detached' });
    expect(visit.path()).toBe('/milestones');
  });

  it('is today where the address holds what is no date, and the page says so', async () => {
    const visit = await chromium.signedIn('/?asOf=2025-02-30');
    const notice = visit.page.getByRole('alert').filter({ hasText: '“2025-02-30”' });
    expect(await notice.innerText()).toContain('地址中的“截至”写的是“2025-02-30”，不是日期，没有采用；现在显示的是今天的数据');
    expect(await visit.page.getByRole('status').count()).toBe(0);
    await notice.getByRole('button', { name: '从地址中去掉' }).click();
    await notice.waitFor({ state: 'detached' });
    expect(visit.path()).toBe('/');
    await visit.open('/?knownAt=noon&lang=en');
    await visit.sees('“Known at” in the address is “noon”, which is no date and was not taken');
  });

  it('can be what was known then', async () => {
    const visit = await chromium.signedIn('/?knownAt=2025-07-01T00:00:00%2B08:00');
    await visit.page.getByRole('status').getByText('2025-07-01 00:00').waitFor();
    await visit.sees('所选年度或时点没有项目');
  });

  it('is the day in Shanghai of what was known then, on the banner, in the control and in what is read', async () => {
    const visit = await chromium.signedIn('/');
    const asked = visit.page.waitForRequest((request) => request.url().includes('/api/v1/summary?') && request.url().includes('knownAt'));
    await visit.open('/?knownAt=2025-06-30T20:00:00Z');
    expect(new URL((await asked).url()).searchParams.get('asOf')).toBe('2025-07-01');
    expect(await visit.page.getByRole('status').innerText()).toContain('截至 2025-07-01 的支付；只含 2025-07-01 04:00 前登记的数据');
    expect(await visit.page.getByLabel('截至').inputValue()).toBe('2025-07-01');
  });
});

describe('A reader', () => {
  it('gets 万元 with two decimals, the exact 元 on hover, and all amounts in 元 when asked for', async () => {
    const visit = await chromium.signedIn(`/projects/${CODE}`);
    const budget = visit.main().getByTitle('100,000.00 元').first();
    expect(await budget.innerText()).toBe('10.00');
    await visit.page.getByLabel('以元显示').check();
    await visit.main().getByText('100,000.00', { exact: true }).first().waitFor();
    await visit.page.reload();
    await visit.settled();
    expect(await budget.innerText()).toBe('100,000.00');
  });

  it('reads the burn-up as a table too', async () => {
    const visit = await chromium.signedIn(`/projects/${CODE}`);
    const table = visit.main().getByRole('table', { name: '支出进度明细表' });
    expect((await table.getByRole('row').allInnerTexts()).map((row) => row.split(/\s*\t\s*/))).toEqual([
      ['日期', '事项', '变动', '累计支出', '应支出'],
      ['2025-03-31', '考核点 3月底，计划 25.0%', '—', '0.00', '2.50'],
      ['2025-06-20', '支付 1 笔', '2.60', '2.60', '—'],
      ['2025-06-30', '考核点 6月底，计划 50.0%', '—', '2.60', '5.00'],
      ['2025-10-31', '考核点 10月底，计划 75.0%', '—', '—', '7.50'],
      ['2025-12-31', '考核点 12月底，计划 100.0%', '—', '—', '10.00'],
    ]);
  });

  it('may have large type and high contrast', async () => {
    const visit = await chromium.signedIn('/');
    await visit.page.getByLabel('大字').check();
    await visit.page.getByLabel('高对比').check();
    expect(await visit.page.evaluate<string>(`getComputedStyle(document.body).fontSize`)).toBe('18px');
    expect(await visit.page.evaluate<string>(`getComputedStyle(document.body).color`)).toBe('rgb(0, 0, 0)');
  });

  it('reaches the content and every cell of the heat map by keyboard', async () => {
    const visit = await chromium.signedIn('/milestones');
    await visit.page.evaluate(`document.activeElement.blur()`);
    await visit.page.keyboard.press('Tab');
    expect(await visit.page.evaluate<string>(`document.activeElement.textContent`)).toBe('跳到正文');
    await visit.page.keyboard.press('Enter');
    expect(await visit.page.evaluate<string>(`document.activeElement.tagName`)).toBe('MAIN');
    const cell = visit.row('2025年老干部特需经费').getByRole('cell').nth(3).getByRole('link');
    await cell.focus();
    expect(await visit.page.evaluate<string>(`getComputedStyle(document.activeElement).outlineStyle`)).toBe('solid');
    await visit.page.keyboard.press('Enter');
    await visit.page.waitForURL(/\/projects\/13043425P004501100493#milestones$/);
  });

  it('finds projects by word, unit and state, and the address says how', async () => {
    const visit = await chromium.signedIn('/projects');
    await visit.page.getByLabel('搜索项目').fill('选调生');
    await visit.page.waitForURL(/q=/);
    await visit.sees('共 2 条');
    await visit.page.getByLabel('搜索项目').fill('');
    await visit.page.getByLabel('单位', { exact: true }).click();
    await visit.page.getByRole('option', { name: /203001/ }).click();
    await visit.sees('共 8 条');
    await visit.page.getByLabel('状态', { exact: true }).click();
    await visit.page.getByRole('option', { name: /红灯/ }).click();
    await visit.page.waitForURL(/status=severe/);
    await visit.page.getByRole('columnheader', { name: '预算现额' }).click();
    await visit.page.waitForURL(/sort=budget/);
    await visit.page.goBack();
    await visit.page.waitForURL((url) => !url.searchParams.has('sort'));
    expect(visit.path()).toBe('/projects?unitCode=203001&status=severe');
  });
});

describe('The alerts', () => {
  it('are first those that nobody has resolved, with how many there are, and the address says which', async () => {
    const all = await installation.admin.all<AlertRowView>('/alerts');
    const unresolved = all.filter(({ status }) => status !== 'resolved').length;
    expect([unresolved > 0, all.length - unresolved]).toEqual([true, 0]);
    const visit = await chromium.signedIn('/alerts');
    const tabs = visit.main().getByRole('list', { name: '处理状态' }).getByRole('link');
    expect((await tabs.allInnerTexts()).map((tab) => tab.replace(/\s+/g, ' '))).toEqual([
      `未销号 ${unresolved}`,
      `已销号 ${all.length - unresolved}`,
      `全部 ${all.length}`,
    ]);
    await tabs.nth(1).click();
    await visit.page.waitForURL(/status=resolved/);
    await visit.settled();
    await visit.sees('没有符合条件的记录');
    expect(await visit.main().getByText('待确认', { exact: true }).count()).toBe(0);
  });
});

describe('The ledger', () => {
  it('is searched by voucher number, typed in full or half width, and names who recorded it', async () => {
    const visit = await chromium.signedIn('/ledger');
    await visit.page.getByLabel('按凭证号查找').fill('ＺＦ-2025-000001');
    await visit.page.waitForURL(/voucher=/);
    await visit.row('ZF-2025-000001').getByText('系统管理员（admin）').waitFor();
    await visit.page.getByLabel('按凭证号查找').fill('ZF-2025-00000');
    await visit.sees('没有支付记录');
    await visit.open(`/projects/${CODE}`);
    await visit.row('MilestoneJudged').first().getByText('系统（自动判定与预警）').waitFor();
  });
});

describe('On a telephone', () => {
  it('alerts and checkpoints are read without scrolling sideways, each value beside its name', async () => {
    const visit = await chromium.signedIn('/alerts', { viewport: { width: 390, height: 844 } });
    expect((await pageFacts(visit)).cutTables).toEqual([]);
    const firstAlert = `[...document.querySelector('main tbody tr[data-row-key]').cells]`;
    expect(await visit.page.evaluate<string[]>(`${firstAlert}.map((cell) => cell.dataset.title)`)).toEqual([
      '级别',
      '处理状态',
      '项目',
      '预警',
      '考核点',
      '应支未支',
      '发出时间',
    ]);
    expect(await visit.page.evaluate<number>(`new Set(${firstAlert}.map((cell) => cell.getBoundingClientRect().left)).size`)).toBe(1);
    await visit.open(`/projects/${CODE}`);
    expect((await pageFacts(visit)).cutTables).not.toEqual(expect.arrayContaining(['考核点', '支付台账']));
  });
});

describe('The findings of a published text', () => {
  it('name the indicator they are about, not its place in a list', async () => {
    const visit = await chromium.signedIn('/projects/13043425P000001100730');
    await visit
      .row(/指标 \d「.+」的指标值/)
      .first()
      .waitFor();
    expect(await visit.main().getByRole('table', { name: '文本审核发现' }).innerText()).not.toMatch(/indicators\[|plan\[/);
  });
});

describe('What a filter leaves empty', () => {
  it('is said to be the filter, not the state of the projects', async () => {
    const visit = await chromium.signedIn('/alerts?severity=info');
    await visit.sees('没有符合条件的记录');
    expect(await visit.main().innerText()).not.toContain('没有项目落后于自己的计划');
  });
});

describe('What is due and not spent', () => {
  it('adds up over the projects, whatever others are ahead', async () => {
    const { plan, units } = await installation.admin.read<SummaryView>('/summary');
    expect(plan.shortAmount).not.toBe('0.00');
    const visit = await chromium.signedIn('/units');
    for (const unit of units)
      await visit
        .row(unit.name)
        .getByTitle(`${yuanText(unit.plan.shortAmount)} 元`)
        .waitFor();
    await visit.open('/');
    await visit
      .main()
      .getByTitle(`${yuanText(plan.shortAmount)} 元`)
      .first()
      .waitFor();
  });
});

describe('The heat map', () => {
  it('has a column for every checkpoint, also for that of one small project', async () => {
    const plan = { '2025-09-30': '40.00', '2025-12-31': '100.00' };
    await registerProject(installation.admin, { projectCode: 'SMALL', budget: '100.00', plan, unit: '203009', name: '小额项目' });
    const visit = await chromium.signedIn('/milestones');
    await visit.row('小额项目').waitFor();
    const columns = await visit.main().getByRole('columnheader').allInnerTexts();
    expect(columns.slice(3).map((column) => column.split(/\s+/).join(' '))).toEqual([
      '3月底 2025-03-31',
      '6月底 2025-06-30',
      '9月底 2025-09-30',
      '10月底 2025-10-31',
      '12月底 2025-12-31',
    ]);
    await visit.open('/milestones?lang=en');
    await visit.main().getByRole('columnheader', { name: 'End of Sep' }).waitFor();
    await visit.open('/milestones');
    const cells = await visit.row('小额项目').getByRole('cell').allInnerTexts();
    expect(cells.slice(2).map((cell) => cell.split(/\s+/).join(' '))).toEqual([
      '— 无考核点',
      '— 无考核点',
      '▷ 未到期 计划 40.0%',
      '— 无考核点',
      '▷ 未到期 计划 100.0%',
    ]);
  });
});
