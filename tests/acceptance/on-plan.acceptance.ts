import { jest } from '@jest/globals';
import type { AlertRowView, BoardRowView, MilestoneCheckView, ProjectView, SummaryView } from '@budget/contracts';
import { weixian2025 } from '../fixtures/weixian-2025.fixture';
import { eventually } from './harness/eventually';
import { useInstallation } from './harness/installation';
import { fenOf, yuanOf } from './harness/yuan';

jest.setTimeout(90_000);
const installation = useInstallation('2025-03-31T20:00:00+08:00');

/** The evening of each checkpoint, and the evening of the next one, when the product has judged it. */
const CHECKPOINTS = [
  { date: '2025-03-31', next: '2025-06-30T20:00:00+08:00', due: '7434200.00' },
  { date: '2025-06-30', next: '2025-10-31T20:00:00+08:00', due: '24415400.00' },
  { date: '2025-10-31', next: '2025-12-31T20:00:00+08:00', due: '31864400.00' },
  { date: '2025-12-31', next: '2026-01-01T09:00:00+08:00', due: '51336900.00' },
];
const codes = weixian2025.truth.map(({ projectCode }) => projectCode);

const payWhatIsDue = (date: string): Promise<readonly void[]> =>
  Promise.all(
    codes.map(async (code) => {
      const project = await installation.admin.read<ProjectView>(`/projects/${code}`);
      const planned = project.milestones.find((milestone) => milestone.date === date)?.plannedAmount ?? '0.00';
      const due = fenOf(planned) - fenOf(project.execution.net);
      if (due > 0n) await installation.pay(code, { voucherNo: `ZF-${date}`, amount: yuanOf(due), paidOn: date });
    }),
  );

describe.each(CHECKPOINTS)('every project paid exactly to its own plan by $date', ({ date, next, due }) => {
  beforeAll(async () => {
    await payWhatIsDue(date);
    await installation.settled();
    await installation.restart(next);
    await eventually(async () => {
      expect(await installation.admin.all(`/milestone-checks?fiscalYear=2025&date=${date}`)).toHaveLength(22);
    });
    await installation.settled();
  }, 90_000);

  it('is judged met, or has no checkpoint yet, once for every project', async () => {
    const checks = await installation.admin.all<MilestoneCheckView>(`/milestone-checks?fiscalYear=2025&date=${date}`);
    expect(checks.map(({ projectCode }) => projectCode)).toEqual([...codes].sort());
    expect(checks.map(({ status, plannedAmount, actualAmount, trigger }) => [status, actualAmount === plannedAmount, trigger])).toEqual(
      checks.map(({ plannedAmount }) => [plannedAmount === '0.00' ? 'no-checkpoint' : 'met', true, 'clock']),
    );
  });

  it('stands on the board without a gap', async () => {
    const board = await installation.admin.all<BoardRowView>(`/milestones/${date}?fiscalYear=2025`);
    expect(board.map(({ gapAmount, gapPoints, status, judged }) => [gapAmount, gapPoints, status === judged?.status])).toEqual(
      codes.map(() => ['0.00', '0.00', true]),
    );
  });

  it('raises no alert', async () => {
    expect(await installation.admin.all<AlertRowView>('/alerts?fiscalYear=2025')).toEqual([]);
  });

  it(`adds up to ${due} yuan in the summary`, async () => {
    const summary = await installation.admin.read<SummaryView>(`/summary?fiscalYear=2025&asOf=${date}`);
    expect([summary.execution.net, summary.plan.plannedAmount, summary.plan.gapAmount, summary.alerts.open]).toEqual([due, due, '0.00', 0]);
    expect(summary.byStatus.watch.projects + summary.byStatus.behind.projects + summary.byStatus.severe.projects).toBe(0);
  });
});
