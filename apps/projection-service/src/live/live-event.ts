import type { LiveEventName } from '@budget/contracts';
import { alertHistory, type AlertEvent } from '@budget/domain/alerts';
import { milestoneCheckHistory } from '@budget/domain/milestones';
import { projectBudgetHistory } from '@budget/domain/project-budget';
import { assertNever, knows, Money, upcast, type JsonObject } from '@budget/kernel';
import type { RecordedEvent } from '@budget/ports';

/** One line of the live stream. The unit is looked up by project before anybody sees it. */
export type LiveEvent = {
  readonly position: bigint;
  readonly name: LiveEventName;
  readonly data: JsonObject;
  readonly project: { readonly fiscalYear: number; readonly projectCode: string };
};

/** What a screen wants to hear of a stored fact; null when it is none of its business. */
export function liveEventOf(stored: RecordedEvent): LiveEvent | null {
  if (knows(alertHistory, stored.type)) return alertLine(upcast(alertHistory, stored), stored.position);
  if (knows(milestoneCheckHistory, stored.type)) {
    const { projectCode, fiscalYear, date, status } = upcast(milestoneCheckHistory, stored).data;
    return line(stored.position, 'milestone-check', { projectCode, fiscalYear }, { projectCode, date, status });
  }
  if (knows(projectBudgetHistory, stored.type)) return moneyLine(stored);
  return null;
}

const STATUS = { AlertRaised: 'open', AlertReassessed: 'open', AlertAcknowledged: 'acknowledged', AlertResolved: 'resolved' } as const;

function alertLine({ type, data }: AlertEvent, position: bigint): LiveEvent {
  const { alertId, projectCode, fiscalYear, rule } = data;
  return line(position, 'alert', { projectCode, fiscalYear }, { id: alertId, projectCode, rule, status: STATUS[type] });
}

function moneyLine(stored: RecordedEvent): LiveEvent | null {
  const fact = upcast(projectBudgetHistory, stored);
  const { projectCode, fiscalYear } = fact.data;
  const movement = (kind: string, amount: string, paidOn: string) =>
    line(stored.position, 'disbursement', { projectCode, fiscalYear }, { projectCode, kind, amount, paidOn });
  switch (fact.type) {
    case 'DisbursementRecorded':
      return movement('payment', fact.data.amount, fact.data.paidOn);
    case 'DisbursementRefunded':
      return movement('refund', fact.data.amount, fact.data.receivedOn);
    case 'DisbursementReversed':
      return movement('reversal', fact.data.amount, fact.data.paidOn);
    case 'RefundReversed':
      return movement('reversal', Money.parse(fact.data.amount).negated().toText(), fact.data.receivedOn);
    case 'ProjectRegistered':
    case 'ProjectTargetsRevised':
    case 'BudgetAdjusted':
    case 'BudgetTransferred':
    case 'PlanRevised':
    case 'FundsReceived':
    case 'YearEndDecided':
    case 'CarryOverReceived':
      return null;
    default:
      return assertNever(fact);
  }
}

const line = (position: bigint, name: LiveEventName, project: LiveEvent['project'], data: JsonObject): LiveEvent => ({
  position,
  name,
  project,
  data: { ...data, position: String(position) },
});
