import type { AmountText, DomainEvent, LocalDate, PercentText } from '@budget/kernel';

export type AlertRule = 'milestone-missed';
/** 提示 / 黄色 / 红色 */
export type AlertSeverity = 'info' | 'yellow' | 'red';

/** What the rule saw: enough to check the sentence by hand and to run the rule again bit for bit. */
export type AlertEvidence = {
  readonly severity: AlertSeverity;
  /** 考核点 that is due: the last stated one on or before `asOf`. */
  readonly milestone: LocalDate;
  readonly asOf: LocalDate;
  readonly budget: AmountText;
  readonly plannedPercent: PercentText;
  readonly plannedAmount: AmountText;
  /** Net payments with paid-on ≤ asOf, in 元. */
  readonly actualAmount: AmountText;
  /** actual ÷ planned, four decimals. */
  readonly ratio: string;
  readonly planVersion: number;
  readonly policyVersion: number;
  /** The payments counted are those of the project's stream up to this version with paid-on ≤ asOf. */
  readonly throughVersion: string;
  readonly throughPosition: string;
  readonly sentence: string;
  readonly formula: string;
};

type OfEpisode = {
  readonly alertId: string;
  readonly episode: number;
  readonly rule: AlertRule;
  readonly projectCode: string;
  readonly fiscalYear: number;
  readonly unitCode: string;
};

export type AlertRaised = DomainEvent<
  'AlertRaised',
  1,
  OfEpisode & { readonly projectName: string; readonly level: number; readonly evidence: AlertEvidence }
>;
/** Still open, but it says something else: other money, budget, plan, milestone, light, unit or project name. */
export type AlertReassessed = DomainEvent<'AlertReassessed', 1, OfEpisode & { readonly evidence: AlertEvidence }>;
/** 确认: somebody has seen it. Does not close it. */
export type AlertAcknowledged = DomainEvent<'AlertAcknowledged', 1, OfEpisode & { readonly by: string; readonly note: string | null }>;
/** 销号: the money caught up; verified by events, never by a click. */
export type AlertResolved = DomainEvent<
  'AlertResolved',
  1,
  OfEpisode & { readonly evidence: AlertEvidence | null; readonly reason: string }
>;

export type AlertEvent = AlertRaised | AlertReassessed | AlertAcknowledged | AlertResolved;
