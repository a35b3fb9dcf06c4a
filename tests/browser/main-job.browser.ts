import { jest } from '@jest/globals';
import type { AuditEventView, ProjectRowView } from '@budget/contracts';
import { built } from '../acceptance/harness/built-monitor';
import { useInstallation } from '../acceptance/harness/installation';
import { weixian2025 } from '../fixtures/weixian-2025.fixture';
import { useChromium } from './harness/chromium';
import { fillPayment, submitPayment } from './harness/payment-form';

jest.setTimeout(180_000);
built('monitor', 'dashboard');
const installation = useInstallation('2025-07-01T09:00:00+08:00', { imported: false });
const chromium = useChromium(() => installation.url);

/** 2025年老干部特需经费: 10.00 万元, planned 25 / 50 / 75 / 100 %, so 5.00 万元 are due on 30 June. */
const CODE = '13043425P004501100493';
const NAME = '2025年老干部特需经费';
const document = { name: 'weixian-2025.txt', mimeType: 'text/plain', buffer: Buffer.from(weixian2025.bytes) };

const events = (): Promise<readonly AuditEventView[]> => installation.admin.all<AuditEventView>(`/projects/${CODE}/events`);

describe('The main job in a browser, from an empty store', () => {
  it('offers the import of the document to those who may import', async () => {
    const visit = await chromium.signedIn('/');
    expect(await visit.heading()).toBe('总览');
    await visit.page.getByRole('link', { name: '导入绩效目标文本' }).click();
    await visit.arrivesAt('导入与审核');
    expect(visit.path()).toBe('/documents');
    expect(visit.complaints).toEqual([]);
  });

  it('says which file is missing instead of sending nothing', async () => {
    const visit = await chromium.signedIn('/documents');
    await visit.page.getByRole('button', { name: '导入', exact: true }).click();
    await visit.sees('请先选择文件');
  });

  it('checks the document without writing, with plan cells, indicators and findings', async () => {
    const visit = await chromium.signedIn('/documents');
    await visit.page.getByLabel('绩效文本文件').setInputFiles(document);
    await visit.page.getByRole('button', { name: '试导入', exact: true }).click();
    await visit.sees('试导入结果：没有写入任何内容');
    await visit.sees('2 个单位，22 个项目，预算合计 5,133.69 万元');
    await visit.sees('支出计划 88 格（填写 42 格），绩效指标 154 条');
    expect(await visit.main().getByRole('table', { name: '项目', exact: true }).getByText('将新登记').count()).toBe(22);
    expect((await installation.admin.read<{ items: readonly ProjectRowView[] }>('/projects')).items).toEqual([]);
  });

  it('refuses a document with structural errors in words for readers, and shows what it found', async () => {
    const visit = await chromium.signedIn('/documents');
    const faulty = Buffer.from(weixian2025.text.replace('\n\t66%', '\n\t166%'));
    await visit.page.getByLabel('绩效文本文件').setInputFiles({ ...document, buffer: faulty });
    await visit.page.getByRole('button', { name: '导入', exact: true }).click();
    const refusal = visit.main().getByRole('alert');
    await refusal.getByText('1 个项目有结构错误（见下表“错误”），没有登记任何项目。').waitFor();
    expect(await refusal.innerText()).not.toMatch(/acceptValid|severity|projects\[/);
    await visit.row('不登记').waitFor();
    await visit.row('超过 100%').getByText('错误').first().waitFor();
    expect(await visit.main().getByRole('table', { name: '项目', exact: true }).getByText('将新登记').count()).toBe(21);
    expect((await installation.admin.read<{ items: readonly ProjectRowView[] }>('/projects')).items).toEqual([]);
  });

  it('imports the document with a progress bar and leads to its projects', async () => {
    const visit = await chromium.signedIn('/documents');
    await visit.page.getByLabel('绩效文本文件').setInputFiles(document);
    await visit.page.getByRole('button', { name: '导入', exact: true }).click();
    await visit.page.getByRole('progressbar').waitFor();
    await visit.sees('导入结果');
    expect(await visit.main().getByText('新登记', { exact: true }).count()).toBe(22);
    await visit.page.getByRole('link', { name: '查看总览' }).click();
    await visit.arrivesAt('总览');
    await visit.sees('22 个项目');
    expect(await visit.main().innerText()).toContain('5,133.69');
    expect(visit.complaints).toEqual([]);
  });

  it('finds the same file unchanged and writes nothing', async () => {
    const visit = await chromium.signedIn('/documents');
    await visit.page.getByLabel('绩效文本文件').setInputFiles(document);
    await visit.page.getByRole('button', { name: '导入', exact: true }).click();
    await visit.sees('导入结果');
    expect(await visit.main().getByText('无变化', { exact: true }).count()).toBe(22);
  });

  it('puts the money of every checkpoint below the heat map, and no light on a blank one', async () => {
    const visit = await chromium.signedIn('/milestones');
    await visit.row(NAME).getByText('红灯').first().waitFor();
    expect(await visit.row('应支出合计').innerText()).toMatch(/743\.42\s+2,441\.54\s+3,186\.44\s+5,133\.69/);
    const blank = visit.row('2025年老干部报刊、杂志、书籍征订经费').getByRole('cell').nth(2);
    expect(await blank.innerText()).toMatch(/^—\s+无考核点$/);
  });

  it('records a payment once, however often the button is pressed, and every open page follows', async () => {
    const visit = await chromium.signedIn('/entry');
    const heatMap = await visit.anotherTab();
    await heatMap.open('/milestones');
    await heatMap.row(NAME).getByText('落后 50.0').waitFor();
    const project = await visit.anotherTab();
    await project.open(`/projects/${CODE}`);
    await project.sees('红灯 严重滞后');
    const alerts = await visit.anotherTab();
    await alerts.open('/alerts?severity=red');
    await alerts.row(NAME).waitFor();

    await fillPayment(visit, { project: CODE, voucherNo: 'ZF-2025-000001', amount: '39,500', paidOn: '2025-06-20' });
    await visit.sees('合 3.95 万元');
    // Enter takes the day; a payment cannot be taken back, so it is sent by the button alone.
    await visit.page.getByLabel('支付日期').press('Enter');
    await visit.page.getByLabel('支付日期').press('Enter');
    await visit.sees('登记后余额');
    expect((await events()).filter(({ type }) => type === 'DisbursementRecorded')).toEqual([]);
    await visit.page.getByRole('button', { name: '登记支付' }).dblclick();
    await visit.sees(`凭证 ZF-2025-000001，39,500.00 元，记入“${NAME}”。`);
    await visit.sees('可用 6.05 万元');
    expect((await events()).filter(({ type }) => type === 'DisbursementRecorded')).toHaveLength(1);

    await heatMap.row(NAME).getByText('落后 10.5').waitFor();
    await heatMap.row(NAME).getByText('首次判定：红灯').first().waitFor();
    await alerts.page.getByRole('row').filter({ hasText: NAME }).waitFor({ state: 'detached' });
    await project.page.getByText('黄灯 滞后').first().waitFor();
    await project.row('支付 1 笔').getByText('3.95').first().waitFor();
    await project.page
      .getByRole('img', { name: `${NAME}：实际累计支出与计划` })
      .locator('svg')
      .waitFor();
    await project.row('ZF-2025-000001').getByText('迟录').waitFor();
    for (const tab of [visit, heatMap, project, alerts]) expect(tab.complaints).toEqual([]);
  });

  it('explains the alert down to the payment, and takes an acknowledgement', async () => {
    const visit = await chromium.signedIn('/alerts?severity=yellow');
    await visit.row(NAME).getByRole('link', { name: /黄灯/ }).click();
    await visit.arrivesAt(`预警：${NAME}`);
    await visit.row('ZF-2025-000001').getByText('39,500.00 元').waitFor();
    await visit.sees('与上面的实际支出一致');
    await visit.page.getByLabel('说明').fill('已联系经办单位');
    await visit.page.getByRole('button', { name: '确认', exact: true }).click();
    await visit.sees('已由 系统管理员（admin） 确认');
    await visit.sees('已联系经办单位');
    await visit.row('ZF-2025-000001').getByRole('link', { name: '查看项目' }).click();
    await visit.arrivesAt(NAME);
    expect(visit.path()).toMatch(new RegExp(`^/projects/${CODE}\\?fiscalYear=2025#entry-\\d+$`));
  });

  it('resolves the alert when the money catches up', async () => {
    const visit = await chromium.signedIn('/entry');
    const alerts = await visit.anotherTab();
    await alerts.open('/alerts?status=all');
    await alerts.row(NAME).getByText('已确认').waitFor();
    await fillPayment(visit, { project: CODE, voucherNo: 'ZF-2025-000002', amount: '10500.00', paidOn: '2025-06-28' });
    await submitPayment(visit);
    await visit.sees('凭证 ZF-2025-000002');
    await fillPayment(visit, { project: CODE, voucherNo: 'ZF-2025-000002', amount: '1.00', paidOn: '2025-06-28' });
    await submitPayment(visit);
    await visit.page.getByText('凭证号已被另一笔支付使用').waitFor();
    expect(await visit.page.getByText('已登记', { exact: true }).count()).toBe(0);
    await alerts.row(NAME).getByText('已销号').waitFor();
  });

  it('judges a checkpoint again on request, and keeps what was judged at its cut-off beside what is true now', async () => {
    const visit = await chromium.signedIn('/milestones');
    await visit.page.getByRole('button', { name: '判定考核点' }).click();
    const judging = visit.page.getByRole('dialog');
    await judging.getByText('6月底 2025-06-30').waitFor();
    await judging.getByRole('button', { name: '确认判定' }).click();
    await visit.sees('考核点 2025-06-30：新判定 1 个项目；此前已判定且没有变化 21 个。');
    const cell = visit.row(NAME).getByRole('cell').nth(3);
    await cell.getByText('首次判定：红灯').waitFor();
    expect((await cell.innerText()).split(/\s+/)).toEqual(['●', '现在：绿灯', '持平', '≠', '首次判定：红灯']);

    await visit.open(`/projects/${CODE}`);
    const checkpoints = visit.main().getByRole('table', { name: '考核点', exact: true });
    const june = checkpoints.getByRole('row').filter({ hasText: '2025-06-30' });
    await june.getByText('绿灯 达标').waitFor();
    const told = (await june.getByRole('listitem').allInnerTexts()).map((text) => text.replace(/\s+/g, ' '));
    expect(told).toEqual([
      expect.stringMatching(/^首次判定 ▲ 红灯 2025-07-\S+ \S+ 实际支出 0\.00$/),
      expect.stringMatching(/^复判 ● 绿灯 2025-07-01 \S+ 实际支出 5\.00$/),
    ]);
    expect(visit.complaints).toEqual([]);
  });

  it('refuses more than the budget has left, before and after sending, and keeps what was typed', async () => {
    const visit = await chromium.signedIn(`/entry?projectCode=${CODE}`);
    await visit.page.getByLabel('支付凭证号').fill('ZF-2025-000003');
    await visit.page.getByLabel('金额').fill('50000.01');
    await visit.page.getByLabel('支付日期').fill('2025-06-30');
    await visit.sees('超过可用余额 50,000.00 元');
    await submitPayment(visit);
    await visit.page.getByRole('alert').getByText('超出预算').first().waitFor();
    expect(await visit.page.getByLabel('支付凭证号').inputValue()).toBe('ZF-2025-000003');
    await visit.page.getByLabel('金额').fill('12.345');
    await submitPayment(visit);
    await visit.sees('金额最多两位小数（到分）');
    await visit.page.getByLabel('支付日期').fill('2025-07-02');
    await submitPayment(visit);
    await visit.sees('支付日期不能晚于今天（2025-07-01）');
  });

  it('asks again for an amount grouped otherwise than in thousands, and for what is no day, instead of guessing', async () => {
    const visit = await chromium.signedIn(`/entry?projectCode=${CODE}`);
    const day = visit.page.getByLabel('支付日期');
    await visit.page.getByLabel('金额').fill('12,5');
    await day.click();
    await visit.sees('千位分隔符应每三位一个，如 30,000.00');
    expect(await visit.page.getByLabel('金额').inputValue()).toBe('12,5');
    await day.fill('20250620');
    await visit.page.getByLabel('金额').fill('12.5');
    expect(await day.inputValue()).toBe('2025-06-20');
    await day.fill('2025-06-31');
    await visit.page.getByLabel('支付凭证号').click();
    await visit.sees('“2025-06-31”不是日期，没有采用');
  });

  it('refunds and reverses from the ledger of the project', async () => {
    const visit = await chromium.signedIn(`/projects/${CODE}`);
    await visit.row('ZF-2025-000002').getByRole('button', { name: '退款' }).click();
    const refund = visit.page.getByRole('dialog');
    await refund.getByText('最多还可退 10,500.00 元').waitFor();
    await refund.getByLabel('退款金额').fill('10500.01');
    await refund.getByText('超过还可退的 10,500.00 元').waitFor();
    await refund.getByLabel('退款凭证号').fill('TK-2025-01');
    await refund.getByLabel('退款金额').fill('500');
    await refund.getByLabel('到账日期').fill('2025-06-30');
    await refund.getByLabel('事由').fill('退回未用部分');
    await refund.getByRole('button', { name: '登记退款' }).click();
    await visit.row('TK-2025-01').getByText('-500.00 元').waitFor();
    await visit.row('退款 1 笔').getByText('4.95').waitFor();
    await visit.row('ZF-2025-000002').getByRole('button', { name: '退款' }).click();
    await refund.getByText('最多还可退 10,000.00 元').waitFor();
    await visit.page.keyboard.press('Escape');
    await refund.waitFor({ state: 'detached' });

    await visit.row('ZF-2025-000001').getByRole('button', { name: '更正' }).click();
    const reversal = visit.page.getByRole('dialog');
    await reversal.getByLabel('更正事由').fill('金额录错');
    await reversal.getByRole('button', { name: '确认更正' }).click();
    await visit.row('-39,500.00 元').getByText('更正').waitFor();
    await visit
      .row('ZF-2025-000001')
      .getByText(/已更正（事件 \d+）/)
      .waitFor();
    await visit.row('DisbursementReversed').waitFor();
    expect((await events()).map(({ type }) => type)).toEqual([
      'ProjectRegistered',
      'DisbursementRecorded',
      'DisbursementRecorded',
      'DisbursementRefunded',
      'DisbursementReversed',
    ]);
    expect(visit.complaints).toEqual([]);
  });

  it('takes back a refund that was entered wrongly, from its row', async () => {
    const visit = await chromium.signedIn(`/projects/${CODE}`);
    await visit.row('TK-2025-01').getByRole('button', { name: '更正' }).click();
    const reversal = visit.page.getByRole('dialog');
    await reversal.getByText('录错的退款：500.00 元，2025-06-30').waitFor();
    await reversal.getByLabel('更正事由').fill('退款记错项目');
    await reversal.getByRole('button', { name: '确认更正' }).click();
    await visit.row('退款记错项目').getByText('500.00 元', { exact: true }).waitFor();
    await visit.row('RefundReversed').getByText('更正退款').waitFor();
    expect(visit.complaints).toEqual([]);
  });

  it('leads from an entry of the ledger to its event in the history, among judgements and alerts', async () => {
    const visit = await chromium.signedIn(`/projects/${CODE}`, { viewport: { width: 1400, height: 900 } });
    await visit.row('DisbursementReversed').waitFor();
    const history = visit.main().getByRole('table', { name: '事件历史（审计线索）' });
    const types = (await history.getByRole('row').allInnerTexts()).map((row) => /(\w+) v\d/.exec(row)?.[1]);
    expect(types.filter((type) => type !== undefined).sort()).toEqual(
      expect.arrayContaining(['AlertAcknowledged', 'AlertRaised', 'AlertResolved', 'DisbursementReversed', 'MilestoneJudged']),
    );
    const positions = (await history.getByRole('row').allInnerTexts()).slice(1).map((row) => Number.parseInt(row, 10));
    expect(positions).toEqual([...positions].sort((one, other) => one - other));

    // The button that corrects stays in reach beside a payment that was corrected.
    const reverse = visit.row('ZF-2025-000002').getByRole('button', { name: '更正' });
    const box = await reverse.boundingBox();
    expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(1400);
    const link = visit.row('-39,500.00 元').getByRole('link', { name: /^事件 \d+$/ });
    const position = (await link.innerText()).replace('事件 ', '');
    await link.click();
    await visit.page.waitForURL((url) => url.hash === `#event-${position}`);
    const event = history.getByRole('row').filter({ hasText: 'DisbursementReversed' });
    await event.getByText('金额录错').waitFor();
    await visit.page.waitForFunction(`document.getElementById('event-${position}').getBoundingClientRect().top < window.innerHeight`);
    expect(visit.complaints).toEqual([]);
  });
});
