import type { AmountText, LocalDate, PercentText } from '@budget/kernel';
import type { ProjectCode, VoucherNo } from './ids';
import type {
  AdjustBudget,
  DecideYearEnd,
  ImportTargets,
  ReceiveFunds,
  RecordDisbursement,
  RefundDisbursement,
  RegisterProject,
  ReverseDisbursement,
  RevisePlan,
  StatedTargets,
  TransferBudget,
} from './project-budget.commands';
import type {
  BudgetAdjusted,
  BudgetTransferred,
  CarryOverReceived,
  DisbursementRecorded,
  DisbursementRefunded,
  DisbursementReversed,
  FundsReceived,
  PlannedMilestone,
  PlanRevised,
  ProjectRegistered,
  ProjectTargetsRevised,
  RefundReversed,
  YearEndDecided,
} from './project-budget.events';

// For specs: one project of 30,000.00 元 in 2025, planned at 66 % by 31 October and 100 % by 31 December.

export const yuan = (text: string): AmountText => text as AmountText;
export const day = (text: string): LocalDate => text as LocalDate;
export const voucher = (text: string): VoucherNo => text as VoucherNo;
export const percent = (text: string): PercentText => text as PercentText;

export const project = { projectCode: '13043425P00000110076T' as ProjectCode, fiscalYear: 2025 };
export const today = day('2025-11-15');

export const milestone = (date: string, stated: string | null, label = `${date.slice(5, 7)}月底`): PlannedMilestone => ({
  date: day(date),
  label,
  percent: stated === null ? null : percent(stated),
});

export const indicator = (level3: string, target: string, more: Partial<StatedTargets['indicators'][number]> = {}) => ({
  level1: '产出指标',
  level2: '数量指标',
  level3,
  description: `${level3}的说明`,
  target,
  basis: '年度工作计划',
  weight: null,
  ...more,
});

export const targets: StatedTargets = {
  name: '工资系统维护费',
  unit: { code: '203001', name: '组织部本级' },
  region: '魏县',
  purpose: '保障工资系统正常运行',
  objectives: ['系统正常运行，提高工作效率'],
  budget: { fiscal: yuan('30000.00'), other: yuan('0.00'), carriedOver: yuan('0.00') },
  plan: [milestone('2025-03-31', null), milestone('2025-06-30', null), milestone('2025-10-31', '66.00'), milestone('2025-12-31', '100.00')],
  indicators: [indicator('系统使用单位数', '≥94个'), indicator('系统培训人次', '≥200人次')],
  findings: [],
};

const document = { documentId: 'doc-1' };

export const importing = (more: Partial<StatedTargets> = {}, documentId = 'doc-1'): ImportTargets => ({
  type: 'ImportTargets',
  ...project,
  targets: { ...targets, ...more },
  source: { documentId },
});

export const registering = (more: Partial<StatedTargets> = {}): RegisterProject => ({
  type: 'RegisterProject',
  ...project,
  targets: { ...targets, ...more },
});

const withIds = ({ indicators, ...stated }: StatedTargets) => ({
  ...stated,
  indicators: indicators.map((stated, index) => ({ id: `i${index + 1}`, ...stated })),
});

export const registered = (more: Partial<StatedTargets> = {}): ProjectRegistered => ({
  type: 'ProjectRegistered',
  schemaVersion: 1,
  data: { ...project, ...withIds({ ...targets, ...more }), source: document },
});

export const revised = (
  more: Partial<Omit<ProjectTargetsRevised['data'], 'changes'>>,
  changes: ProjectTargetsRevised['data']['changes'],
): ProjectTargetsRevised => ({
  type: 'ProjectTargetsRevised',
  schemaVersion: 1,
  data: { ...project, ...withIds(targets), source: document, ...more, changes },
});

const payment = (voucherNo: string, amount: string, paidOn: string): DisbursementRecorded['data'] => ({
  ...project,
  voucherNo: voucher(voucherNo),
  amount: yuan(amount),
  paidOn: day(paidOn),
  fundSource: 'fiscal',
  paymentMethod: 'direct',
  payee: '某信息公司',
  payeeAccount: '6222000000000001',
  use: '系统维护',
});

export const paying = (
  voucherNo: string,
  amount: string,
  paidOn = '2025-06-12',
  more: Partial<RecordDisbursement> = {},
): RecordDisbursement => ({ type: 'RecordDisbursement', ...payment(voucherNo, amount, paidOn), today, ...more });

export const paid = (voucherNo: string, amount: string, paidOn = '2025-06-12'): DisbursementRecorded => ({
  type: 'DisbursementRecorded',
  schemaVersion: 1,
  data: payment(voucherNo, amount, paidOn),
});

const refund = (voucherNo: string, refundVoucherNo: string, amount: string, receivedOn: string) => ({
  ...project,
  voucherNo: voucher(voucherNo),
  refundVoucherNo: voucher(refundVoucherNo),
  amount: yuan(amount),
  receivedOn: day(receivedOn),
  reason: '多付',
});

export const refunding = (
  voucherNo: string,
  refundVoucherNo: string,
  amount: string,
  receivedOn = '2025-07-01',
  more: Partial<RefundDisbursement> = {},
): RefundDisbursement => ({ type: 'RefundDisbursement', ...refund(voucherNo, refundVoucherNo, amount, receivedOn), today, ...more });

export const refunded = (voucherNo: string, refundVoucherNo: string, amount: string, receivedOn = '2025-07-01'): DisbursementRefunded => ({
  type: 'DisbursementRefunded',
  schemaVersion: 1,
  data: { ...refund(voucherNo, refundVoucherNo, amount, receivedOn), fundSource: 'fiscal' },
});

export const refundReversed = (voucherNo: string, refundVoucherNo: string, amount: string, receivedOn = '2025-07-01'): RefundReversed => ({
  type: 'RefundReversed',
  schemaVersion: 1,
  data: { ...refund(voucherNo, refundVoucherNo, amount, receivedOn), fundSource: 'fiscal', reason: '录错收款人' },
});

export const reversing = (voucherNo: string): ReverseDisbursement => ({
  type: 'ReverseDisbursement',
  ...project,
  voucherNo: voucher(voucherNo),
  reason: '录错收款人',
  today,
});

export const reversed = (voucherNo: string, amount: string, paidOn = '2025-06-12'): DisbursementReversed => ({
  type: 'DisbursementReversed',
  schemaVersion: 1,
  data: {
    ...project,
    voucherNo: voucher(voucherNo),
    amount: yuan(amount),
    paidOn: day(paidOn),
    fundSource: 'fiscal',
    reason: '录错收款人',
  },
});

export const otherProject = '13043425P00000210076B' as ProjectCode;

/** 财政资金 unless told otherwise. */
const adjustment = (kind: AdjustBudget['kind'], fiscal: string, more: Partial<BudgetAdjusted['data']> = {}): BudgetAdjusted['data'] => ({
  ...project,
  kind,
  amount: { fiscal: yuan(fiscal), other: yuan('0.00'), carriedOver: yuan('0.00') },
  documentNo: '魏财预〔2025〕12号',
  effectiveOn: day('2025-07-01'),
  reason: '工作量变化',
  ...more,
});
export const adjusting = (...of: Parameters<typeof adjustment>): AdjustBudget => ({ type: 'AdjustBudget', ...adjustment(...of), today });
export const adjusted = (...of: Parameters<typeof adjustment>): BudgetAdjusted => ({
  type: 'BudgetAdjusted',
  schemaVersion: 1,
  data: adjustment(...of),
});

const move = (direction: 'in' | 'out', amount: string, more: Partial<BudgetTransferred['data']> = {}): BudgetTransferred['data'] => ({
  ...project,
  direction,
  otherProject,
  amount: yuan(amount),
  fundSource: 'fiscal',
  documentNo: '魏财预〔2025〕13号',
  effectiveOn: day('2025-07-01'),
  reason: '项目间调剂',
  ...more,
});
export const transferring = (...of: Parameters<typeof move>): TransferBudget => ({ type: 'TransferBudget', ...move(...of), today });
export const transferred = (...of: Parameters<typeof move>): BudgetTransferred => ({
  type: 'BudgetTransferred',
  schemaVersion: 1,
  data: move(...of),
});

const revision = (plan: readonly PlannedMilestone[], effectiveOn: string) => ({
  ...project,
  plan,
  reason: '招标延期',
  documentNo: null,
  effectiveOn: day(effectiveOn),
});
export const revisingPlan = (plan: readonly PlannedMilestone[], effectiveOn = '2025-07-01'): RevisePlan => ({
  type: 'RevisePlan',
  ...revision(plan, effectiveOn),
});
export const planRevised = (planVersion: number, plan: readonly PlannedMilestone[], effectiveOn = '2025-07-01'): PlanRevised => ({
  type: 'PlanRevised',
  schemaVersion: 1,
  data: { ...revision(plan, effectiveOn), planVersion },
});

const arrival = (amount: string, more: Partial<FundsReceived['data']> = {}): FundsReceived['data'] => ({
  ...project,
  amount: yuan(amount),
  fundSource: 'fiscal',
  receivedOn: day('2025-03-05'),
  documentNo: '魏财库〔2025〕7号',
  ...more,
});
export const receiving = (...of: Parameters<typeof arrival>): ReceiveFunds => ({ type: 'ReceiveFunds', ...arrival(...of), today });
export const received = (...of: Parameters<typeof arrival>): FundsReceived => ({
  type: 'FundsReceived',
  schemaVersion: 1,
  data: arrival(...of),
});

const YEAR_END = { ...project, documentNo: '魏财预〔2026〕1号' };
export const decidingYearEnd = (decision: DecideYearEnd['decision']): DecideYearEnd => ({
  type: 'DecideYearEnd',
  ...YEAR_END,
  decision,
  nextYearProject: decision === 'return' ? null : project.projectCode,
});
export const yearEndDecided = (
  decision: DecideYearEnd['decision'],
  amounts: { readonly unspent: string; readonly carriedOver: string; readonly returned: string },
): YearEndDecided => ({
  type: 'YearEndDecided',
  schemaVersion: 1,
  data: {
    ...YEAR_END,
    decision,
    unspent: yuan(amounts.unspent),
    carriedOver: yuan(amounts.carriedOver),
    returned: yuan(amounts.returned),
    nextYearProject: decision === 'return' ? null : project.projectCode,
  },
});
export const carriedIn = (amount: string): CarryOverReceived => ({
  type: 'CarryOverReceived',
  schemaVersion: 1,
  data: {
    ...project,
    fromProject: project.projectCode,
    fromYear: 2024,
    amount: yuan(amount),
    documentNo: '魏财预〔2025〕1号',
    effectiveOn: day('2025-01-01'),
  },
});
