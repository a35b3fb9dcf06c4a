import { accept, Money, reject, type Decision } from '@budget/kernel';
import { brokenBudgetRule } from './budget-rules';
import { budgetSum, minusBudget } from './budget-over-time';
import { documentKey } from './document-key';
import type { AdjustBudget } from './project-budget.commands';
import type { BudgetAdjusted } from './project-budget.events';
import type { ProjectBudgetRejection } from './project-budget.rejections';
import type { ProjectBudget } from './project-budget.state';
import { sameDocument } from './same-document';

/** 追加 / 调减 / 收回: the same document with the same content is the same adjustment; a reduction never goes below what was paid. */
export function adjustBudget(
  state: ProjectBudget,
  { type: _, today, ...fact }: AdjustBudget,
): Decision<BudgetAdjusted, ProjectBudgetRejection> {
  if (state.status === 'unknown') return reject({ kind: 'project-not-found' });
  const repeated = sameDocument(state, documentKey({ type: 'BudgetAdjusted', data: fact }), fact);
  if (repeated) return repeated;

  for (const source of ['fiscal', 'other', 'carriedOver'] as const) {
    const amount = fact.amount[source];
    if (Money.parse(amount).isNegative()) return reject({ kind: 'budget-negative', field: source, amount });
  }
  const amount = budgetSum(fact.amount);
  if (!amount.total.isPositive()) return reject({ kind: 'amount-not-positive', amount: amount.total.toText() });
  const change = { ...(fact.kind === 'increase' ? amount : minusBudget(amount)), effectiveOn: fact.effectiveOn };
  const broken = brokenBudgetRule(state, change, today);
  return broken ? reject(broken) : accept({ type: 'BudgetAdjusted', schemaVersion: 1, data: fact });
}
