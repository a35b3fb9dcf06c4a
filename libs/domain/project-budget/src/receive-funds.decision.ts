import { accept, Money, reject, yearOf, type Decision } from '@budget/kernel';
import { documentKey } from './document-key';
import type { ReceiveFunds } from './project-budget.commands';
import type { FundsReceived } from './project-budget.events';
import type { ProjectBudgetRejection } from './project-budget.rejections';
import type { ProjectBudget } from './project-budget.state';
import { sameDocument } from './same-document';

/** 资金到位: a fact of its own, whatever the budget says; it limits no payment. */
export function receiveFunds(
  state: ProjectBudget,
  { type: _, today, ...fact }: ReceiveFunds,
): Decision<FundsReceived, ProjectBudgetRejection> {
  if (state.status === 'unknown') return reject({ kind: 'project-not-found' });
  const { amount, receivedOn, fiscalYear } = fact;
  const repeated = sameDocument(state, documentKey({ type: 'FundsReceived', data: fact }), fact);
  if (repeated) return repeated;

  if (!Money.parse(amount).isPositive()) return reject({ kind: 'amount-not-positive', amount });
  if (yearOf(receivedOn) !== fiscalYear)
    return reject({ kind: 'date-outside-fiscal-year', field: 'receivedOn', date: receivedOn, fiscalYear });
  if (receivedOn > today) return reject({ kind: 'date-in-future', field: 'receivedOn', date: receivedOn, today });
  return accept({ type: 'FundsReceived', schemaVersion: 1, data: fact });
}
