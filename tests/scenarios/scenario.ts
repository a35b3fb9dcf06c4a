import type { AlertEvidence, AlertSeverity } from '@budget/domain/alerts';
import type { JudgeMilestone, MilestoneJudged } from '@budget/domain/milestones';
import type { FundSource, ProjectBudgetRejection } from '@budget/domain/project-budget';

/** Date and stated percent; null: the cell is blank. */
type Plan = readonly (readonly [date: string, percent: string | null])[];
type Figures = { readonly budget: string; readonly plan: Plan };

type Action = {
  readonly pay?: { readonly voucherNo: string; readonly amount: string; readonly paidOn: string; readonly fundSource?: FundSource };
  readonly refund?: { readonly voucherNo: string; readonly refundVoucherNo: string; readonly amount: string; readonly receivedOn: string };
  readonly reverse?: { readonly voucherNo: string };
  readonly revise?: Partial<Figures>;
  readonly judge?: { readonly date: string; readonly trigger: JudgeMilestone['trigger'] };
};

/** Everything named is compared; alerts are compared as a whole list, so that a step without `alerts` raises none. */
type Expectation = {
  readonly net?: string;
  readonly available?: string;
  readonly refused?: ProjectBudgetRejection;
  readonly nothingHappens?: true;
  /** null: the milestone was judged before and nothing is recorded. */
  readonly check?: Pick<MilestoneJudged['data'], 'status' | 'ratio' | 'plannedAmount' | 'actualAmount'> | null;
  readonly alerts?: readonly ExpectedAlert[];
};

export type ExpectedAlert = {
  readonly type: 'AlertRaised' | 'AlertReassessed' | 'AlertResolved';
  readonly episode: number;
  readonly severity?: AlertSeverity;
} & Partial<Pick<AlertEvidence, 'plannedAmount' | 'actualAmount' | 'ratio' | 'planVersion' | 'sentence'>>;

/** One business day on which one thing is done, and after which lags are assessed as the service does. */
export type Step = { readonly on: string } & Action & Expectation;

/** A money case with its figures written out by hand. */
export type Scenario = {
  readonly title: string;
  readonly project: Figures;
  /** How the expected figures were worked out, for the reader. */
  readonly worked: readonly string[];
  readonly steps: readonly Step[];
};
