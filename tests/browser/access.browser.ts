import { jest } from '@jest/globals';
import { built } from '../acceptance/harness/built-monitor';
import { useInstallation } from '../acceptance/harness/installation';
import { useChromium } from './harness/chromium';

jest.setTimeout(180_000);
built('monitor', 'dashboard');
const installation = useInstallation('2025-07-01T09:00:00+08:00');
const chromium = useChromium(() => installation.url);

const OF_203001 = '13043425P004501100493';
const OF_203002 = '13043425P00438510002B';
const PASSWORD = 'a password for tests';

describe('Sessions in a browser', () => {
  it('ask for login first and return to the address that was asked for, filters and all', async () => {
    const visit = await chromium.visit();
    await visit.page.goto('/projects?q=老干部&sort=-budget');
    await visit.page.waitForURL(/\/login\?/);
    expect(await visit.heading()).toBe('登录');
    await visit.fillLogin();
    await visit.page.waitForURL((url) => url.pathname === '/projects');
    await visit.settled();
    expect(new URL(visit.page.url()).searchParams.get('q')).toBe('老干部');
    expect(
      await visit
        .main()
        .getByRole('link', { name: /老干部/ })
        .count(),
    ).toBe(4);
  });

  it('refuse a wrong password in words that say what to do', async () => {
    const visit = await chromium.visit();
    await visit.page.goto('/login');
    await visit.fillLogin('admin', 'not the password');
    await visit.sees('用户名或密码不对');
    expect(visit.path()).toBe('/login');
  });

  it('survive a reload, are shared by the tabs of a browser, and end in all of them', async () => {
    const visit = await chromium.signedIn('/alerts');
    await visit.page.reload();
    await visit.settled();
    expect(await visit.heading()).toBe('预警');
    const tab = await visit.anotherTab();
    await tab.open('/projects');
    expect(await tab.heading()).toBe('项目');
    await visit.page.getByRole('button', { name: '退出' }).click();
    await visit.page.waitForURL((url) => url.pathname === '/login');
    await tab.page.waitForURL((url) => url.pathname === '/login');
  });

  it('are renewed before they expire, without a word to the reader', async () => {
    const visit = await chromium.signedIn('/projects');
    const renewal = visit.page.waitForResponse((answer) => answer.url().endsWith('/api/v1/auth/renewals'));
    await visit.page.evaluate(`{
      const place = 'budget-monitor.session';
      localStorage.setItem(place, JSON.stringify({ ...JSON.parse(localStorage.getItem(place)), renewAt: 0 }));
      document.dispatchEvent(new Event('visibilitychange'));
    }`);
    expect((await renewal).status()).toBe(200);
    await visit.goTo('预警');
    expect(await visit.heading()).toBe('预警');
  });

  it('that the service no longer knows lead to login and back', async () => {
    const visit = await chromium.signedIn('/projects');
    await visit.page.evaluate(`{
      const place = 'budget-monitor.session';
      const session = JSON.parse(localStorage.getItem(place));
      localStorage.setItem(place, JSON.stringify({ ...session, accessToken: 'worn-out' }));
    }`);
    await visit.goTo('预警').catch(() => undefined);
    await visit.page.waitForURL((url) => url.pathname === '/login');
    await visit.sees('会话已到期');
    await visit.fillLogin();
    await visit.page.waitForURL((url) => url.pathname === '/alerts');
  });
});

describe('A password of one’s own', () => {
  const NEXT = 'another good password';
  const username = 'sun.keyuan';

  it('is changed from any page: here one goes on, elsewhere one is asked for the new one', async () => {
    await installation.user(username, ['auditor']);
    const elsewhere = await chromium.visit();
    await elsewhere.signIn('/projects', username, PASSWORD);
    const visit = await chromium.visit();
    await visit.signIn('/alerts', username, PASSWORD);
    await visit.page.getByRole('button', { name: '修改密码' }).click();
    const dialog = visit.page.getByRole('dialog');
    const fill = async (present: string, next: string, repeated = next): Promise<void> => {
      await dialog.getByLabel('现在的密码').fill(present);
      await dialog.getByLabel('新密码', { exact: true }).fill(next);
      await dialog.getByLabel('再输一次新密码').fill(repeated);
      await dialog.getByRole('button', { name: '修改密码' }).click();
    };
    await fill(PASSWORD, 'short', 'other');
    await dialog.getByText('至少 10 个字符').waitFor();
    await dialog.getByText('两次输入的新密码不一样').waitFor();
    await fill('not the present one', NEXT);
    await dialog.getByText('现在的密码不对').first().waitFor();
    await fill(PASSWORD, NEXT);
    await dialog.getByText('密码已修改').waitFor();
    await visit.page.keyboard.press('Escape');
    await visit.goTo('项目');
    expect(await visit.heading()).toBe('项目');

    await elsewhere.goTo('预警').catch(() => undefined);
    await elsewhere.page.waitForURL((url) => url.pathname === '/login');
    await elsewhere.fillLogin(username, NEXT);
    await elsewhere.page.waitForURL((url) => url.pathname === '/alerts');
  });
});

describe('An officer of 203001', () => {
  beforeAll(async () => {
    await installation.user('officer1', ['officer'], ['203001']);
    await installation.user('auditor1', ['auditor']);
  });

  it('sees the own unit only, on every page', async () => {
    const visit = await chromium.signedIn('/', { username: 'officer1', password: PASSWORD });
    await visit.sees('8 个项目');
    for (const address of ['/', '/milestones', '/projects', '/units', '/alerts', '/ledger']) {
      await visit.open(address);
      expect(await visit.main().innerText()).not.toContain('魏县党建办');
    }
    await visit.open(`/projects/${OF_203001}`);
    expect(await visit.heading()).toBe('2025年老干部特需经费');
    await visit.open(`/projects/${OF_203002}`);
    await visit.sees('没有这个项目，或它不属于您的单位');
  });

  it('has nothing in the menu that the role may not open, and is told so at its address', async () => {
    const visit = await chromium.signedIn('/documents', { username: 'officer1', password: PASSWORD });
    expect(await visit.heading()).toBe('没有权限');
    expect((await visit.menuWords()).map((word) => word.replace(/\d+$/, '').trim())).toEqual([
      '总览',
      '考核点',
      '项目',
      '单位排名',
      '预警',
      '录入',
      '支付台账',
    ]);
    await visit.open('/users');
    expect(await visit.heading()).toBe('没有权限');
  });

  it('is given no rank where nobody else is in sight, and judges nothing', async () => {
    const visit = await chromium.signedIn('/units', { username: 'officer1', password: PASSWORD });
    await visit.sees('这里只有一个单位，不排名次');
    expect(await visit.main().getByRole('columnheader').allInnerTexts()).not.toContain('名次');
    await visit.open('/milestones');
    expect(await visit.page.getByRole('button', { name: '判定考核点' }).count()).toBe(0);
  });

  it('finds only the own projects in the payment form', async () => {
    const visit = await chromium.signedIn('/entry', { username: 'officer1', password: PASSWORD });
    await visit.page.getByLabel('项目').fill('经费');
    expect((await visit.page.getByRole('option').allInnerTexts()).length).toBeGreaterThan(0);
    await visit.page.getByLabel('项目').fill(OF_203002);
    await visit.sees('没有符合的项目');
  });

  it('has a colleague who audits and can only look', async () => {
    const visit = await chromium.signedIn('/alerts', { username: 'auditor1', password: PASSWORD });
    expect(await visit.menuWords()).not.toEqual(expect.arrayContaining(['录入']));
    await visit.main().getByRole('link', { name: /红灯/ }).first().click();
    await visit.sees('为什么预警');
    expect(await visit.page.getByRole('button', { name: '确认', exact: true }).count()).toBe(0);
  });
});

describe('An administrator', () => {
  it('creates a user, changes the roles and deactivates the user', async () => {
    const visit = await chromium.signedIn('/users');
    await visit.page.getByRole('button', { name: '新建用户' }).click();
    const form = visit.page.getByRole('dialog');
    await form.getByLabel('用户名').fill('li.wei');
    await form.getByLabel('姓名').fill('李伟');
    await form.getByLabel('密码').fill(PASSWORD);
    await form.getByLabel('单位经办').check();
    await form.getByRole('button', { name: '新建用户' }).click();
    await visit.sees('单位经办、单位负责人须指定所属单位');
    await form.getByLabel('所属单位').fill('203002');
    await form.getByLabel('所属单位').press('Enter');
    await form.getByLabel('姓名').click();
    await form.getByRole('button', { name: '新建用户' }).click();
    await visit.sees('已保存用户 li.wei');
    await visit.row('li.wei').getByText('203002').waitFor();

    await visit.row('li.wei').getByRole('button', { name: '修改' }).click();
    const change = visit.page.getByRole('dialog');
    await change.getByLabel('单位负责人').check();
    await change.getByLabel('启用此用户').uncheck();
    // A unit without projects is said to be one, and may still be meant.
    await change.getByLabel('所属单位').fill('203999');
    await change.getByLabel('所属单位').press('Enter');
    await change.getByText('目前没有项目属于单位 203999').waitFor();
    await change.getByLabel('姓名').click();
    await change.getByRole('button', { name: '保存' }).click();
    await visit.sees('各年度都没有项目属于单位 203999');
    await visit.row('li.wei').getByText('停用').waitFor();
    await visit.row('li.wei').getByText('单位经办、单位负责人').waitFor();
  });
});
