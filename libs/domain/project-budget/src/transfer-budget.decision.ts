import { accept, Money, reject, type Decision } from '@budget/kernel';
import { inSource, minusBudget } from './budget-over-time';
import { brokenBudgetRule } from './budget-rules';
import { documentKey } from './document-key';
import type { TransferBudget } from './project-budget.commands';
import type { BudgetTransferred } from './project-budget.events';
import type { ProjectBudgetRejection } from './project-budget.rejections';
import type { ProjectBudget } from './project-budget.state';
import { sameDocument } from './same-document';

/** 调剂, one side: the giving project keeps what it has paid, and has what it gives in that source. */
export function transferBudget(
  state: ProjectBudget,
  { type: _, today, ...fact }: TransferBudget,
): Decision<BudgetTransferred, ProjectBudgetRejection> {
  if (state.status === 'unknown') return reject({ kind: 'project-not-found' });
  const { projectCode, otherProject, amount, direction, fundSource, effectiveOn } = fact;
  if (projectCode === otherProject) return reject({ kind: 'transfer-to-itself', projectCode });
  const repeated = sameDocument(state, documentKey({ type: 'BudgetTransferred', data: fact }), fact);
  if (repeated) return repeated;

  if (!Money.parse(amount).isPositive()) return reject({ kind: 'amount-not-positive', amount });
  const moved = inSource(fundSource, amount);
  const broken = brokenBudgetRule(state, { ...(direction === 'in' ? moved : minusBudget(moved)), effectiveOn }, today);
  return broken ? reject(broken) : accept({ type: 'BudgetTransferred', schemaVersion: 1, data: fact });
}
