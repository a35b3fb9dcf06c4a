import type { LocalDate, Money, Percent } from '@budget/kernel';
import type { AlertRule } from './alert.events';
import type { AlertPolicy } from './alert.policy';

/** What is due at `asOf` and what has been paid: the caller has counted the money with paid-on ≤ `asOf`. */
export type LagAssessment = {
  /** 预算现额 in 元. */
  readonly budget: Money;
  readonly plannedPercent: Percent;
  /** 计划应支出 in 元, to the 分. */
  readonly plannedAmount: Money;
  readonly actual: Money;
  /** The last stated 考核点 on or before `asOf`. */
  readonly milestone: LocalDate;
  readonly asOf: LocalDate;
  readonly planVersion: number;
  readonly policyVersion: number;
  readonly throughVersion: string;
  readonly throughPosition: string;
  readonly projectName: string;
  readonly unitCode: string;
};

/** `assessment` is null when nothing is due: no stated milestone on or before the day. */
export type AssessLag = {
  readonly type: 'AssessLag';
  readonly projectCode: string;
  readonly fiscalYear: number;
  readonly rule: AlertRule;
  readonly assessment: LagAssessment | null;
  readonly policy: AlertPolicy;
};

export type AcknowledgeAlert = {
  readonly type: 'AcknowledgeAlert';
  readonly alertId: string;
  /** User name. */
  readonly by: string;
  readonly note: string | null;
};

export type AlertCommand = AssessLag | AcknowledgeAlert;
