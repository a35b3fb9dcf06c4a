import type { AmountText, LocalDate } from '@budget/kernel';
import type { ProjectCode, VoucherNo } from './ids';
import type {
  BudgetAdjusted,
  BudgetTransferred,
  CarryOverReceived,
  DisbursementRecorded,
  FundsReceived,
  PlannedIndicator,
  PlanRevised,
  ProjectTargets,
  TargetSource,
  YearEndDecided,
} from './project-budget.events';

type OfProject = { readonly projectCode: ProjectCode; readonly fiscalYear: number };

/** Targets as a document or a person states them: indicators have no id yet. */
export type StatedTargets = Omit<ProjectTargets, 'indicators'> & { readonly indicators: readonly Omit<PlannedIndicator, 'id'>[] };

/** From a published document: registers, revises, or does nothing when the content is unchanged. */
export type ImportTargets = OfProject & { readonly type: 'ImportTargets'; readonly targets: StatedTargets; readonly source: TargetSource };

/** By hand: refused when the project is already there with other content. */
export type RegisterProject = OfProject & { readonly type: 'RegisterProject'; readonly targets: StatedTargets };

/** `today` is the business day of the command: nothing may be paid or received after it. */
export type RecordDisbursement = DisbursementRecorded['data'] & {
  readonly type: 'RecordDisbursement';
  readonly today: LocalDate;
  /** A statement of the treasury is a fact: it may tell of more than the budget. Default false. */
  readonly mayOverspend?: boolean;
};

export type RefundDisbursement = OfProject & {
  readonly type: 'RefundDisbursement';
  readonly voucherNo: VoucherNo;
  readonly refundVoucherNo: VoucherNo;
  readonly amount: AmountText;
  readonly receivedOn: LocalDate;
  readonly reason: string;
  readonly today: LocalDate;
};

/** 更正: `voucherNo` is that of a payment or of a refund; the two never share a number. */
export type ReverseDisbursement = OfProject & {
  readonly type: 'ReverseDisbursement';
  readonly voucherNo: VoucherNo;
  readonly reason: string;
  readonly today: LocalDate;
};

/** 追加 / 调减 / 收回 by document. */
export type AdjustBudget = BudgetAdjusted['data'] & { readonly type: 'AdjustBudget'; readonly today: LocalDate };

/** One side of a 调剂; the other side is decided with the other project and recorded in the same commit. */
export type TransferBudget = BudgetTransferred['data'] & { readonly type: 'TransferBudget'; readonly today: LocalDate };

export type RevisePlan = Omit<PlanRevised['data'], 'planVersion'> & { readonly type: 'RevisePlan' };

export type ReceiveFunds = FundsReceived['data'] & { readonly type: 'ReceiveFunds'; readonly today: LocalDate };

/** `nextYearProject` is null when everything is returned. */
export type DecideYearEnd = OfProject & { readonly type: 'DecideYearEnd' } & Pick<
    YearEndDecided['data'],
    'decision' | 'nextYearProject' | 'documentNo'
  >;

/** The other side of a carry-over, in the project of the next year. */
export type ReceiveCarryOver = CarryOverReceived['data'] & { readonly type: 'ReceiveCarryOver' };

export type ProjectBudgetCommand =
  | ImportTargets
  | RegisterProject
  | RecordDisbursement
  | RefundDisbursement
  | ReverseDisbursement
  | AdjustBudget
  | TransferBudget
  | RevisePlan
  | ReceiveFunds
  | DecideYearEnd
  | ReceiveCarryOver;
