import { alertDecider, alertPolicyV1, type AlertCommand, type AssessLag } from '@budget/domain/alerts';
import type { DisbursementFileRecorded, TargetDocumentImported } from '@budget/domain/documents';
import { effectivePlan, milestoneCheckDecider, milestonePolicyV1 } from '@budget/domain/milestones';
import {
  projectBudgetDecider,
  type ProjectBudgetCommand,
  type ProjectCode,
  type StatedTargets,
  type VoucherNo,
} from '@budget/domain/project-budget';
import type { SimulationCompleted } from '@budget/domain/simulation';
import { Money, parseLocalDate, Percent, type AmountText, type Decider, type PercentText, type StoredFact } from '@budget/kernel';

const project = { projectCode: '13043425P00000110076T' as ProjectCode, fiscalYear: 2025 };
const today = parseLocalDate('2025-11-20');
const yuan = (text: string): AmountText => text as AmountText;
const voucher = (text: string): VoucherNo => text as VoucherNo;

const targets: StatedTargets = {
  name: '工资系统维护费',
  unit: { code: '203001', name: '组织部本级' },
  region: '魏县',
  purpose: '保障工资系统正常运行',
  objectives: ['系统正常运行'],
  budget: { fiscal: yuan('30000.00'), other: yuan('0.00'), carriedOver: yuan('0.00') },
  plan: [{ date: parseLocalDate('2025-10-31'), label: '10月底', percent: '66.00' as PercentText }],
  indicators: [
    {
      level1: '产出指标',
      level2: '数量指标',
      level3: '单位数',
      description: '',
      target: '≥94个',
      basis: '',
      weight: '50.00' as PercentText,
    },
  ],
  findings: [{ code: 'plan-late', severity: 'minor', field: 'plan', message: '计划偏晚', evidence: [{ text: '66', place: '第1行' }] }],
};
const source = { documentId: 'doc-1' };
const payment = {
  ...project,
  amount: yuan('1000.00'),
  paidOn: parseLocalDate('2025-10-20'),
  fundSource: 'fiscal' as const,
  paymentMethod: 'direct' as const,
  payee: '某公司',
  payeeAccount: '6222',
  use: '维护',
  today,
};

const onBudget: readonly ProjectBudgetCommand[] = [
  { type: 'ImportTargets', ...project, targets, source },
  { type: 'ImportTargets', ...project, targets: { ...targets, purpose: '保障工资发放' }, source },
  { type: 'RecordDisbursement', ...payment, voucherNo: voucher('z1') },
  { type: 'RecordDisbursement', ...payment, voucherNo: voucher('z2') },
  {
    type: 'RefundDisbursement',
    ...project,
    voucherNo: voucher('z1'),
    refundVoucherNo: voucher('t1'),
    amount: yuan('1.00'),
    receivedOn: today,
    reason: '多付',
    today,
  },
  { type: 'ReverseDisbursement', ...project, voucherNo: voucher('z2'), reason: '录错', today },
  { type: 'ReverseDisbursement', ...project, voucherNo: voucher('t1'), reason: '退款录错', today },
  {
    ...{ type: 'AdjustBudget', ...project, kind: 'increase', documentNo: '魏财预〔2025〕12号', effectiveOn: today, reason: '人员增加', today },
    amount: { fiscal: yuan('5000.00'), other: yuan('100.00'), carriedOver: yuan('0.00') },
  },
  {
    ...{ type: 'TransferBudget', ...project, direction: 'out', otherProject: '13043425P00000210076B' as ProjectCode, amount: yuan('200.00') },
    ...{ fundSource: 'fiscal', documentNo: '魏财预〔2025〕13号', effectiveOn: today, reason: '项目间调剂', today },
  },
  {
    ...{ type: 'RevisePlan', ...project, reason: '招标延期', documentNo: null, effectiveOn: today },
    plan: [{ date: parseLocalDate('2025-12-31'), label: '12月底', percent: '100.00' as PercentText }],
  },
  {
    ...{ type: 'ReceiveFunds', ...project, amount: yuan('30000.00'), fundSource: 'fiscal', receivedOn: today },
    ...{ documentNo: '魏财库〔2025〕7号', today },
  },
  {
    ...{ type: 'ReceiveCarryOver', ...project, fromProject: project.projectCode, fromYear: 2024, amount: yuan('300.00') },
    ...{ documentNo: '魏财预〔2025〕1号', effectiveOn: parseLocalDate('2025-01-01') },
  },
  { type: 'DecideYearEnd', ...project, decision: 'carry-over', nextYearProject: project.projectCode, documentNo: '魏财预〔2026〕1号' },
];

const counted = { planVersion: 1, throughVersion: '5', throughPosition: '6', unitCode: '203001' };
const budget = Money.parse('30000.00');
const judging = effectivePlan(targets.plan).map((milestone) => ({
  type: 'JudgeMilestone' as const,
  ...project,
  ...counted,
  milestone,
  budget,
  actual: Money.parse('999.00'),
  policy: milestonePolicyV1,
  trigger: 'clock' as const,
}));

const assessing = (actual: string): AssessLag => ({
  type: 'AssessLag',
  ...project,
  rule: 'milestone-missed',
  assessment: {
    ...counted,
    budget,
    plannedPercent: Percent.parse('66.00'),
    plannedAmount: Money.parse('19800.00'),
    actual: Money.parse(actual),
    milestone: parseLocalDate('2025-10-31'),
    asOf: today,
    policyVersion: 1,
    projectName: targets.name,
  },
  policy: alertPolicyV1,
});
const alertId = '13043425P00000110076T-2025-milestone-missed-1';
const onAlert: readonly AlertCommand[] = [
  assessing('15642.00'),
  assessing('11682.00'),
  { type: 'AcknowledgeAlert', alertId, by: 'supervisor', note: '已联系' },
  assessing('19800.00'),
];

const documentImported: TargetDocumentImported = {
  type: 'TargetDocumentImported',
  schemaVersion: 1,
  data: {
    documentId: 'TD-2025-00',
    sha256: '00',
    fileName: 'a.txt',
    size: 1,
    fiscalYear: 2025,
    region: null,
    projectCodes: ['P1'],
    rejected: ['P2'],
  },
};
const disbursementFileRecorded: DisbursementFileRecorded = {
  type: 'DisbursementFileRecorded',
  schemaVersion: 1,
  data: {
    ...{ fileId: 'DF-00', sha256: '00', fileName: 'a.csv', size: 1, source: '国库' },
    ...{ rows: 2, recorded: 1, duplicates: 1, total: yuan('2.00') },
  },
};
const simulationCompleted: SimulationCompleted = {
  type: 'SimulationCompleted',
  schemaVersion: 1,
  data: { kind: 'county', seed: '1', fiscalYear: 2025, projects: 1, payments: 1, through: today },
};

function written<State, Command, Event extends StoredFact, Rejection>(
  { initialState, decide, evolve }: Decider<State, Command, Event, Rejection>,
  commands: readonly Command[],
): readonly Event[] {
  const facts: Event[] = [];
  commands.reduce((state, command) => {
    const decision = decide(state, command);
    if (!decision.ok) throw new Error(`Refused: ${JSON.stringify(decision.failure)}`);
    facts.push(...decision.value);
    return decision.value.reduce(evolve, state);
  }, initialState);
  return facts;
}

/** Facts of every type as they are written today: by the deciders, or by the services in the shape that the types hold them to. */
export const writtenToday: readonly StoredFact[] = [
  ...written(projectBudgetDecider, onBudget),
  ...written(milestoneCheckDecider, judging),
  ...written(alertDecider, onAlert),
  documentImported,
  disbursementFileRecorded,
  simulationCompleted,
];
