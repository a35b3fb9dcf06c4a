import { eventIdFor } from '@budget/adapters/nest-platform';
import { alertAggregate, alertPolicyV1, alertStream, type AlertCommand, type LagAssessment } from '@budget/domain/alerts';
import { milestoneCheckAggregate, milestoneCheckStream, milestonePolicyV1, plannedAmount } from '@budget/domain/milestones';
import {
  projectBudgetAggregate,
  projectBudgetStream,
  type ProjectBudgetCommand,
  type ProjectCode,
  type StatedTargets,
  type VoucherNo,
} from '@budget/domain/project-budget';
import { Money, parseLocalDate, Percent, type AmountText, type JsonObject, type LocalDate, type PercentText } from '@budget/kernel';
import { handleCommand, StreamMemory, type Aggregate, type EventStore } from '@budget/ports';

const YEAR = 2025;
const BUDGET = '100000.00' as AmountText;
const HALF = Percent.parse('50.00');
const day = (text: string): LocalDate => parseLocalDate(text);
const TODAY = day('2025-11-15');

const targets = (unit: string, june: string): StatedTargets => ({
  name: `单位${unit}的项目`,
  unit: { code: unit, name: `单位${unit}` },
  region: '130434',
  purpose: '保障运行',
  objectives: ['正常运行'],
  budget: { fiscal: BUDGET, other: '0.00' as AmountText, carriedOver: '0.00' as AmountText },
  plan: [
    { date: day('2025-03-31'), label: '3月底', percent: null },
    { date: day('2025-06-30'), label: '6月底', percent: june as PercentText },
    { date: day('2025-12-31'), label: '12月底', percent: '100.00' as PercentText },
  ],
  indicators: [
    { level1: '产出', level2: '数量', level3: '次数', description: '', target: '≥4次', basis: '', weight: null },
    { level1: '效益', level2: '社会', level3: '评价', description: '', target: '好', basis: '', weight: '10.00' as PercentText },
  ],
  findings: [{ code: 'a-remark', severity: 'info', field: 'plan', message: '说明', evidence: [{ text: '50', place: '第 3 行' }] }],
});

/**
 * A small county's year through the real deciders: every kind of fact of the read model, in an order in which targets,
 * money, judgements and alerts of different projects lie between each other. Answers the head position. `mark` makes further projects.
 */
export async function recordYearOfFacts(store: EventStore, projects: number, mark = ''): Promise<bigint> {
  let count = 0;
  const run = async <State, Command, Event extends { type: string; schemaVersion: number; data: JsonObject }, Rejection>(
    aggregate: Aggregate<State, Command, Event, Rejection>,
    stream: string,
    command: Command,
  ): Promise<void> => {
    const commandId = eventIdFor(`year-of-facts${mark}`, (count += 1));
    const metadata = { commandId, correlationId: commandId, causationId: commandId, actor: 'officer' };
    const needs = { store, memory: new StreamMemory<State>(1), newId: eventIdFor };
    const outcome = await handleCommand(needs, aggregate, { stream, command, options: { metadata } });
    if (!outcome.ok) throw new Error(`${stream}: ${JSON.stringify(outcome.failure)}`);
  };
  const codes = Array.from({ length: projects }, (_, index) => `P${mark}${index + 1}` as ProjectCode);
  const budget = (command: ProjectBudgetCommand) => run(projectBudgetAggregate, projectBudgetStream(command), command);
  const of = (projectCode: ProjectCode) => ({ projectCode, fiscalYear: YEAR });

  const pay = (projectCode: ProjectCode, voucherNo: string, amount: string, paidOn: string) =>
    budget({
      type: 'RecordDisbursement',
      ...of(projectCode),
      voucherNo: voucherNo as VoucherNo,
      amount: amount as AmountText,
      paidOn: day(paidOn),
      fundSource: 'fiscal',
      paymentMethod: 'direct',
      payee: '印刷厂',
      payeeAccount: null,
      use: '印刷',
      today: TODAY,
    });
  const assess = (projectCode: ProjectCode, actual: string) => {
    const planned = plannedAmount(Money.parse(BUDGET), HALF);
    const assessment: LagAssessment = {
      budget: Money.parse(BUDGET),
      plannedPercent: HALF,
      plannedAmount: planned,
      actual: Money.parse(actual),
      milestone: day('2025-06-30'),
      asOf: TODAY,
      planVersion: 1,
      policyVersion: alertPolicyV1.version,
      throughVersion: '1',
      throughPosition: '1',
      projectName: '项目',
      unitCode: 'U1',
    };
    const command: AlertCommand = { type: 'AssessLag', rule: 'milestone-missed', ...of(projectCode), assessment, policy: alertPolicyV1 };
    return run(alertAggregate, alertStream({ ...of(projectCode), rule: 'milestone-missed' }), command);
  };
  const judge = (projectCode: ProjectCode, actual: string) =>
    run(milestoneCheckAggregate, milestoneCheckStream({ ...of(projectCode), date: day('2025-06-30') }), {
      type: 'JudgeMilestone',
      ...of(projectCode),
      unitCode: 'U1',
      milestone: { date: day('2025-06-30'), label: '6月底', stated: HALF, effective: HALF },
      budget: Money.parse(BUDGET),
      actual: Money.parse(actual),
      policy: milestonePolicyV1,
      planVersion: 1,
      throughVersion: '1',
      throughPosition: '1',
      trigger: 'clock',
    });

  const document = { effectiveOn: day('2025-07-01'), reason: '工作量变化', today: TODAY };
  const changeBudget = async (code: ProjectCode, index: number): Promise<void> => {
    const amount = { fiscal: `${index + 1}00.00` as AmountText, other: '50.00' as AmountText, carriedOver: '0.00' as AmountText };
    await budget({ type: 'AdjustBudget', ...of(code), ...document, kind: 'increase', amount, documentNo: '魏财预〔2025〕12号' });
    await budget({
      ...{ type: 'TransferBudget', ...of(code), ...document, direction: index % 2 === 0 ? 'in' : 'out', otherProject: 'P0' as ProjectCode },
      ...{ amount: '10.00' as AmountText, fundSource: 'other', documentNo: '魏财预〔2025〕13号' },
    });
    const funds = { amount: '40000.00' as AmountText, fundSource: 'fiscal' as const, receivedOn: day('2025-02-01'), today: TODAY };
    await budget({ type: 'ReceiveFunds', ...of(code), ...funds, documentNo: '魏财库〔2025〕7号' });
    if (index % 3 === 1) {
      const plan = [{ date: day('2025-09-30'), label: '9月底', percent: '70.00' as PercentText }];
      await budget({ type: 'RevisePlan', ...of(code), plan, reason: '招标延期', documentNo: null, effectiveOn: day('2025-07-01') });
    }
    if (index % 4 === 2) {
      const from = { fromProject: code, fromYear: YEAR - 1, documentNo: '魏财预〔2025〕1号', effectiveOn: day('2025-01-01') };
      await budget({ type: 'ReceiveCarryOver', ...of(code), ...from, amount: '300.00' as AmountText });
    }
  };

  for (const [index, code] of codes.entries()) {
    await budget({ type: 'ImportTargets', ...of(code), targets: targets('U1', '50.00'), source: { documentId: 'doc-1' } });
    await pay(code, 'V1', `${1_000 + index}.10`, '2025-03-05');
    await pay(code, 'V2', '20000.00', '2025-06-30');
    await judge(code, `${21_000 + index}.10`);
    await assess(code, `${21_000 + index}.10`);
  }
  for (const [index, code] of codes.entries()) {
    if (index % 2 === 0) {
      await budget({ type: 'ImportTargets', ...of(code), targets: targets('U2', '60.00'), source: { documentId: 'doc-2' } });
    }
    await changeBudget(code, index);
    await pay(code, 'V3', '30000.00', '2025-07-02');
    await budget({
      type: 'RefundDisbursement',
      ...of(code),
      voucherNo: 'V2' as VoucherNo,
      refundVoucherNo: 'R1' as VoucherNo,
      amount: '500.05' as AmountText,
      receivedOn: day('2025-07-03'),
      reason: '多付',
      today: TODAY,
    });
    if (index % 3 === 0)
      await budget({ type: 'ReverseDisbursement', ...of(code), voucherNo: 'V3' as VoucherNo, reason: '录错', today: TODAY });
    if (index % 3 === 1)
      await budget({ type: 'ReverseDisbursement', ...of(code), voucherNo: 'R1' as VoucherNo, reason: '退款录错', today: TODAY });
    const stream = alertStream({ ...of(code), rule: 'milestone-missed' });
    const alertId = `${code}-${YEAR}-milestone-missed-1`;
    await run(alertAggregate, stream, { type: 'AcknowledgeAlert', alertId, by: 'officer', note: '已知' });
    await assess(code, index % 4 === 0 ? '35000.00' : '50000.00');
    if (index % 4 === 3)
      await budget({ type: 'DecideYearEnd', ...of(code), decision: 'carry-over', nextYearProject: code, documentNo: '魏财预〔2026〕1号' });
  }
  return store.head();
}
