import type { AmountText, DomainEvent, LocalDate, PercentText } from '@budget/kernel';
import type { ProjectCode, VoucherNo } from './ids';

type OfProject = { readonly projectCode: ProjectCode; readonly fiscalYear: number };

/** 财政资金 / 其他资金 / 上年结转 */
export type FundSource = 'fiscal' | 'other' | 'carried-over';
/** 直接支付 / 授权支付 */
export type PaymentMethod = 'direct' | 'authorized';

/** 元 by fund source. The total is always their sum and so is not stored. */
export type BudgetBySource = { readonly fiscal: AmountText; readonly other: AmountText; readonly carriedOver: AmountText };

/** Cumulative percent of the budget to be spent by the end of `date`; null: the document states no target there (无考核点). */
export type PlannedMilestone = { readonly date: LocalDate; readonly label: string; readonly percent: PercentText | null };

/** `id` stays when the target changes. Texts are kept as published. */
export type PlannedIndicator = {
  readonly id: string;
  readonly level1: string;
  readonly level2: string;
  readonly level3: string;
  readonly description: string;
  readonly target: string;
  readonly basis: string;
  readonly weight: PercentText | null;
};

/** A data-quality remark on the published text; never a correction of it. */
export type TargetFinding = {
  readonly code: string;
  readonly severity: 'error' | 'major' | 'minor' | 'info';
  readonly field: string;
  readonly message: string;
  readonly evidence: readonly { readonly text: string; readonly place: string }[];
};

/** What a published performance-target table says of one project (项目绩效目标表). */
export type ProjectTargets = {
  readonly name: string;
  readonly unit: { readonly code: string; readonly name: string };
  readonly region: string | null;
  readonly purpose: string;
  readonly objectives: readonly string[];
  readonly budget: BudgetBySource;
  readonly plan: readonly PlannedMilestone[];
  readonly indicators: readonly PlannedIndicator[];
  readonly findings: readonly TargetFinding[];
};

/** Where targets came from: the imported document, or null when typed in by hand. */
export type TargetSource = { readonly documentId: string | null };

export type ProjectRegistered = DomainEvent<'ProjectRegistered', 1, OfProject & ProjectTargets & { readonly source: TargetSource }>;

/** The unit published its targets again with other content; `changes` names each field with its old and new text. */
export type ProjectTargetsRevised = DomainEvent<
  'ProjectTargetsRevised',
  1,
  OfProject &
    ProjectTargets & {
      readonly source: TargetSource;
      readonly changes: readonly { readonly field: string; readonly from: string | null; readonly to: string | null }[];
    }
>;

/** Money left the treasury. Never edited; undone only by DisbursementReversed, paid back by DisbursementRefunded. */
export type DisbursementRecorded = DomainEvent<
  'DisbursementRecorded',
  1,
  OfProject & {
    readonly voucherNo: VoucherNo;
    readonly amount: AmountText;
    /** 实际支付日期 */
    readonly paidOn: LocalDate;
    readonly fundSource: FundSource;
    readonly paymentMethod: PaymentMethod | null;
    readonly payee: string | null;
    readonly payeeAccount: string | null;
    readonly use: string | null;
  }
>;

/** 退款: money of one payment came back to the treasury; counts on the day of receipt and restores the quota of the same year. */
export type DisbursementRefunded = DomainEvent<
  'DisbursementRefunded',
  1,
  OfProject & {
    readonly voucherNo: VoucherNo;
    readonly refundVoucherNo: VoucherNo;
    readonly amount: AmountText;
    readonly receivedOn: LocalDate;
    readonly fundSource: FundSource;
    readonly reason: string;
  }
>;

/** 更正: the payment was entered wrongly; takes back all of it on the paid-on day of that payment. */
export type DisbursementReversed = DomainEvent<
  'DisbursementReversed',
  1,
  OfProject & {
    readonly voucherNo: VoucherNo;
    readonly amount: AmountText;
    readonly paidOn: LocalDate;
    readonly fundSource: FundSource;
    readonly reason: string;
  }
>;

/** 退款更正: the refund was entered wrongly; takes back all of it on the day of its receipt, so that the payment counts in full again. */
export type RefundReversed = DomainEvent<'RefundReversed', 1, DisbursementRefunded['data']>;

/** 追加 / 调减 / 收回 */
export type AdjustmentKind = 'increase' | 'decrease' | 'reclaim';

/** 预算调整: the budget of one project changes by document; counts from `effectiveOn`. `amount` is positive or zero by source, `kind` gives its sign. */
export type BudgetAdjusted = DomainEvent<
  'BudgetAdjusted',
  1,
  OfProject & {
    readonly kind: AdjustmentKind;
    readonly amount: BudgetBySource;
    /** 文号 */
    readonly documentNo: string;
    readonly effectiveOn: LocalDate;
    readonly reason: string;
  }
>;

/**
 * 调剂: money of one source moves from this project to another, or comes from it. One fact, told in the streams of both projects in one
 * commit; counts from `effectiveOn`.
 */
export type BudgetTransferred = DomainEvent<
  'BudgetTransferred',
  1,
  OfProject & {
    readonly direction: 'out' | 'in';
    readonly otherProject: ProjectCode;
    readonly amount: AmountText;
    readonly fundSource: FundSource;
    readonly documentNo: string;
    readonly effectiveOn: LocalDate;
    readonly reason: string;
  }
>;

/** 计划调整: from `effectiveOn` on the project is measured by this plan. Earlier judgements keep theirs. */
export type PlanRevised = DomainEvent<
  'PlanRevised',
  1,
  OfProject & {
    readonly planVersion: number;
    readonly plan: readonly PlannedMilestone[];
    readonly reason: string;
    readonly documentNo: string | null;
    readonly effectiveOn: LocalDate;
  }
>;

/** 资金到位: money for the project arrived from the treasury or elsewhere. */
export type FundsReceived = DomainEvent<
  'FundsReceived',
  1,
  OfProject & {
    readonly amount: AmountText;
    readonly fundSource: FundSource;
    readonly receivedOn: LocalDate;
    readonly documentNo: string;
  }
>;

/**
 * 年终结转结余: what becomes of the money that was not spent, once and for all. `carriedOver` goes to the project of the next year as 上年结转,
 * `returned` is 收回: everything when the project has ended, and always what was carried over before and is unused for the second year.
 */
export type YearEndDecided = DomainEvent<
  'YearEndDecided',
  1,
  OfProject & {
    readonly decision: 'carry-over' | 'return';
    readonly unspent: AmountText;
    readonly carriedOver: AmountText;
    readonly returned: AmountText;
    readonly nextYearProject: ProjectCode | null;
    readonly documentNo: string;
  }
>;

/** 上年结转: the other half of a YearEndDecided, in the stream of the next year's project, in the same commit; counts from the first day of the year. */
export type CarryOverReceived = DomainEvent<
  'CarryOverReceived',
  1,
  OfProject & {
    readonly fromProject: ProjectCode;
    readonly fromYear: number;
    readonly amount: AmountText;
    readonly documentNo: string;
    readonly effectiveOn: LocalDate;
  }
>;

export type ProjectBudgetEvent =
  | ProjectRegistered
  | ProjectTargetsRevised
  | DisbursementRecorded
  | DisbursementRefunded
  | DisbursementReversed
  | RefundReversed
  | BudgetAdjusted
  | BudgetTransferred
  | PlanRevised
  | FundsReceived
  | YearEndDecided
  | CarryOverReceived;
