import type { AlertEvent } from '@budget/domain/alerts';
import { available, type ProjectBudgetCommand, type ProjectCode, type StatedTargets, type VoucherNo } from '@budget/domain/project-budget';
import { accept, parseLocalDate, reject, type AmountText, type PercentText } from '@budget/kernel';
import { netFen, yuanOf } from './ledger-sum';
import type { ExpectedAlert, Scenario, Step } from './scenario';
import { PROJECT, Stage } from './stage';

const project = { ...PROJECT, projectCode: PROJECT.projectCode as string as ProjectCode };
const NO_TEXT = { name: '工资系统维护费', unit: { code: '203001', name: '组织部本级' }, region: null, purpose: '' };

/** Plays a scenario step by step and compares everything it names. */
export function play({ project: figures, steps }: Scenario): void {
  const stage = new Stage();
  let stated = targetsOf(figures);
  expect(stage.handle(importing(stated)).ok).toBe(true);

  for (const step of steps) {
    if (step.revise) stated = targetsOf({ ...figures, ...step.revise });
    const command = commandOf(step, stated);
    if (command) playCommand(stage, command, step);
    if (step.judge) playJudgement(stage, step);
    comparedAlerts(stage, step);
    if (step.net !== undefined) expect([step.on, yuanOf(netFen(stage.facts, '9999-12-31'))]).toStrictEqual([step.on, step.net]);
    if (step.available !== undefined)
      expect([step.on, available(stage.project, parseLocalDate(step.on)).toText()]).toStrictEqual([step.on, step.available]);
  }
}

function playCommand(stage: Stage, command: ProjectBudgetCommand, { refused, nothingHappens }: Step): void {
  const decision = stage.handle(command);
  if (refused) expect(decision).toStrictEqual(reject(refused));
  else if (nothingHappens) expect(decision).toStrictEqual(accept());
  else expect(decision).toMatchObject({ ok: true, value: [{ data: project }] });
}

function playJudgement(stage: Stage, { on, judge, check = null }: Step): void {
  if (!judge) return;
  const judged = stage.judge(parseLocalDate(judge.date), judge.trigger);
  const { status, ratio, plannedAmount, actualAmount } = judged?.data ?? {};
  expect([on, judged && { status, ratio, plannedAmount, actualAmount }]).toStrictEqual([on, check]);
}

function comparedAlerts(stage: Stage, { on, alerts = [] }: Step): void {
  const happened = stage.assess(parseLocalDate(on));
  expect([on, happened.map((event, index) => named(event, alerts[index]))]).toStrictEqual([on, alerts]);
  for (const { data } of happened) {
    if (!('evidence' in data) || data.evidence === null) continue;
    const { actualAmount, sentence, asOf } = data.evidence;
    expect(actualAmount).toBe(yuanOf(netFen(stage.facts, asOf)));
    expect(sentence).toContain(`实际净支出${actualAmount}元`);
  }
}

/** Type and episode, and of the rest what the scenario names. */
function named({ type, data }: AlertEvent, expected: ExpectedAlert | undefined) {
  const whole = { type, episode: data.episode, ...('evidence' in data ? data.evidence : {}) };
  const keys = new Set(['type', 'episode', ...Object.keys(expected ?? whole)]);
  return Object.fromEntries(Object.entries(whole).filter(([key]) => keys.has(key)));
}

function commandOf(step: Step, stated: StatedTargets): ProjectBudgetCommand | null {
  const today = parseLocalDate(step.on);
  if (step.pay) return paying(step.pay, today);
  if (step.refund) {
    const { voucherNo, refundVoucherNo, amount, receivedOn } = step.refund;
    return {
      type: 'RefundDisbursement',
      ...project,
      voucherNo: voucherNo as VoucherNo,
      refundVoucherNo: refundVoucherNo as VoucherNo,
      amount: amount as AmountText,
      receivedOn: parseLocalDate(receivedOn),
      reason: '多付退回',
      today,
    };
  }
  if (step.reverse) {
    return { type: 'ReverseDisbursement', ...project, voucherNo: step.reverse.voucherNo as VoucherNo, reason: '录错项目', today };
  }
  return step.revise ? importing(stated) : null;
}

const paying = (pay: NonNullable<Step['pay']>, today: ReturnType<typeof parseLocalDate>): ProjectBudgetCommand => ({
  type: 'RecordDisbursement',
  ...project,
  voucherNo: pay.voucherNo as VoucherNo,
  amount: pay.amount as AmountText,
  paidOn: parseLocalDate(pay.paidOn),
  fundSource: pay.fundSource ?? 'fiscal',
  paymentMethod: null,
  payee: null,
  payeeAccount: null,
  use: null,
  today,
});

const importing = (targets: StatedTargets): ProjectBudgetCommand => ({
  type: 'ImportTargets',
  ...project,
  targets,
  source: { documentId: 'doc-1' },
});

const targetsOf = ({ budget, plan }: Scenario['project']): StatedTargets => ({
  ...NO_TEXT,
  objectives: [],
  budget: { fiscal: budget as AmountText, other: '0.00' as AmountText, carriedOver: '0.00' as AmountText },
  plan: plan.map(([date, percent]) => ({ date: parseLocalDate(date), label: date.slice(5), percent: percent as PercentText | null })),
  indicators: [],
  findings: [],
});
