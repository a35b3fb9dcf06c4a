import type { AmountText, DomainEvent, LocalDate, PercentText } from '@budget/kernel';

/** 达标 / 关注 / 滞后(黄) / 严重滞后(红) / 无考核点 */
export type MilestoneStatus = 'met' | 'watch' | 'behind' | 'severe' | 'no-checkpoint';

/**
 * A milestone was judged with what was recorded at that moment (as judged). Later facts never change it; a supervisor may
 * have it judged again, which is a further fact of the same stream.
 */
export type MilestoneJudged = DomainEvent<
  'MilestoneJudged',
  1,
  {
    readonly projectCode: string;
    readonly fiscalYear: number;
    readonly unitCode: string;
    readonly date: LocalDate;
    readonly label: string;
    readonly statedPercent: PercentText | null;
    readonly effectivePercent: PercentText;
    /** 预算现额 in 元, the denominator. */
    readonly budget: AmountText;
    readonly plannedAmount: AmountText;
    /** Net payments with paid-on ≤ date, in 元. */
    readonly actualAmount: AmountText;
    /** actual ÷ planned with four decimals; null when nothing was planned. */
    readonly ratio: string | null;
    readonly status: MilestoneStatus;
    readonly planVersion: number;
    readonly policyVersion: number;
    /** The project's stream was counted up to and including this version, the store up to this position. */
    readonly throughVersion: string;
    readonly throughPosition: string;
    /** "clock": at its cut-off (or catching up after downtime); "request": a supervisor asked. */
    readonly trigger: 'clock' | 'request';
  }
>;
