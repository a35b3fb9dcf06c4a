import type { AmountText, LocalDate, PercentText } from '@budget/kernel';
import type { MilestoneStatus } from '@budget/domain/milestones';

/** Columns of `projectAt`; numerics arrive as exact decimal text. */
export type ProjectAtRow = {
  readonly fiscal_year: number;
  readonly project_code: string;
  readonly name: string;
  readonly unit_code: string;
  readonly unit_name: string;
  readonly plan_version: number;
  readonly initial_fiscal: AmountText;
  readonly initial_other: AmountText;
  readonly initial_carried: AmountText;
  readonly current_fiscal: AmountText;
  readonly current_other: AmountText;
  readonly current_carried: AmountText;
  readonly current_total: AmountText;
  readonly paid: AmountText;
  readonly refunded: AmountText;
  /** 到位资金 */
  readonly received: AmountText;
  readonly last_payment_recorded_at: Date | null;
  readonly version: string;
  readonly position: string;
  readonly target_no: number;
};

/** Columns of `projectStanding`. */
export type ProjectStandingRow = ProjectAtRow & {
  readonly net: AmountText;
  readonly due_date: LocalDate | null;
  readonly due_label: string | null;
  readonly due_percent: PercentText | null;
  readonly due_amount: AmountText | null;
  readonly status: MilestoneStatus;
  readonly plan_percent: PercentText;
  readonly plan_amount: AmountText;
};
