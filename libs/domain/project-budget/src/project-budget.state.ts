import type { GrowingMap, LocalDate, Money } from '@budget/kernel';
import type { BudgetHistory, PlanVersion } from './budget-over-time';
import type { ProjectCode, VoucherNo } from './ids';
import type {
  DisbursementRecorded,
  DisbursementRefunded,
  DisbursementReversed,
  ProjectTargets,
  RefundReversed,
  TargetSource,
  YearEndDecided,
} from './project-budget.events';

/** One payment with what became of it. */
export type Payment = {
  readonly facts: DisbursementRecorded['data'];
  /** Sum of its refunds that were not reversed, in 元. */
  readonly refunded: Money;
  readonly reversal: DisbursementReversed['data'] | null;
};

/** One refund with what became of it. */
export type Refund = { readonly facts: DisbursementRefunded['data']; readonly reversal: RefundReversed['data'] | null };

/** A fact that came with a document: an adjustment, one side of a transfer, or funds received. */
export type DocumentedFact = Readonly<Record<string, unknown>>;

export type RegisteredProject = {
  readonly status: 'registered';
  readonly projectCode: ProjectCode;
  readonly fiscalYear: number;
  readonly targets: ProjectTargets;
  readonly source: TargetSource;
  /** 1 at registration, one more whenever a date, label or percent of the plan changes, by a new publication or by a revision. */
  readonly plans: readonly PlanVersion[];
  /** Highest n of the ids "in" ever given: the id of an indicator that was dropped is not used again. */
  readonly highestIndicatorNo: number;
  readonly budget: BudgetHistory;
  /** By what makes a document's fact the same one: its kind, its number and whom else it concerns. */
  readonly documents: GrowingMap<string, DocumentedFact>;
  readonly yearEnd: YearEndDecided['data'] | null;
  readonly payments: GrowingMap<VoucherNo, Payment>;
  readonly refunds: GrowingMap<VoucherNo, Refund>;
  /** Payments less reversed ones, in 元; net = paid − refunded. */
  readonly paid: Money;
  /** Refunds of all payments less reversed ones, in 元. */
  readonly refunded: Money;
  /** What each day adds to the net: payments and their reversals on paid-on, refunds and theirs on received-on. */
  readonly movements: GrowingMap<LocalDate, Money>;
};

export type ProjectBudget = { readonly status: 'unknown' } | RegisteredProject;

export const unknownProject: ProjectBudget = { status: 'unknown' };
