import { alertPolicyV1 } from '@budget/domain/alerts';
import {
  projectBudgetDecider,
  type ProjectBudgetCommand,
  type ProjectCode,
  type RegisteredProject,
  type VoucherNo,
} from '@budget/domain/project-budget';
import { parseLocalDate, type AmountText, type LocalDate, type PercentText } from '@budget/kernel';
import { milestoneToJudge } from '../judging/milestone-to-judge';
import { lagToAssess } from './lag-to-assess';

const day = (text: string): LocalDate => parseLocalDate(text);
const of = { projectCode: 'P1' as ProjectCode, fiscalYear: 2025 };
const nothing = {
  paymentMethod: null,
  payee: null,
  payeeAccount: null,
  use: null,
  fundSource: 'fiscal' as const,
  today: day('2025-11-02'),
};
const pay = (voucherNo: string, amount: string, paidOn: string): ProjectBudgetCommand => ({
  ...{ type: 'RecordDisbursement', ...of, ...nothing, voucherNo: voucherNo as VoucherNo },
  ...{ amount: amount as AmountText, paidOn: day(paidOn) },
});
const HISTORY: readonly ProjectBudgetCommand[] = [
  {
    type: 'ImportTargets',
    ...of,
    targets: {
      name: '项目一',
      unit: { code: '203001', name: '单位' },
      region: null,
      purpose: '',
      objectives: [],
      budget: { fiscal: '30000.00' as AmountText, other: '0.00' as AmountText, carriedOver: '0.00' as AmountText },
      plan: [
        { date: day('2025-06-30'), label: '6月底', percent: null },
        { date: day('2025-10-31'), label: '10月底', percent: '66.00' as PercentText },
      ],
      indicators: [],
      findings: [],
    },
    source: { documentId: null },
  },
  pay('V1', '10000.00', '2025-10-31'),
  pay('V2', '500.00', '2025-11-01'),
];

/** 30,000.00 元, 66 % of it due by 31 October; 10,000.00 paid on that day and 500.00 on the next. */
const project = HISTORY.reduce((state, command) => {
  const decision = projectBudgetDecider.decide(state, command);
  if (!decision.ok) throw new Error(decision.failure.kind);
  return decision.value.reduce(projectBudgetDecider.evolve, state);
}, projectBudgetDecider.initialState) as RegisteredProject;
const watched = { project, throughVersion: 2n, throughPosition: 40n };

describe('what the lag rule is asked', () => {
  it('the day after a checkpoint: what it states, and what was paid by today', () => {
    const { assessment, ...rest } = lagToAssess(watched, day('2025-11-01'));
    const { budget, plannedPercent, plannedAmount, actual, ...plain } = assessment ?? {};
    expect(rest).toEqual({ type: 'AssessLag', rule: 'milestone-missed', projectCode: 'P1', fiscalYear: 2025, policy: alertPolicyV1 });
    expect([budget, plannedPercent, plannedAmount, actual].map((figure) => figure?.toText())).toEqual([
      '30000.00',
      '66.00',
      '19800.00',
      '10500.00',
    ]);
    expect(plain).toEqual({
      milestone: '2025-10-31',
      asOf: '2025-11-01',
      planVersion: 1,
      policyVersion: 1,
      throughVersion: '2',
      throughPosition: '40',
      projectName: '项目一',
      unitCode: '203001',
    });
  });

  it('nothing while the day of the first stated checkpoint is not over: a blank one asks for nothing', () => {
    expect(lagToAssess(watched, day('2025-10-31')).assessment).toBeNull();
  });
});

describe('what is judged at a milestone', () => {
  it('counts what was paid by its own day', () => {
    const command = milestoneToJudge(watched, day('2025-10-31'), 'clock');
    expect([command?.actual.toText(), command?.budget.toText(), command?.milestone.effective.toText(), command?.unitCode]).toEqual([
      '10000.00',
      '30000.00',
      '66.00',
      '203001',
    ]);
  });

  it('is nothing on a day that the plan does not name', () => {
    expect(milestoneToJudge(watched, day('2025-11-01'), 'request')).toBeNull();
  });
});
