import { accept, reject, type Decision } from '@budget/kernel';
import type { ProjectBudgetRejection } from './project-budget.rejections';
import type { DocumentedFact, RegisteredProject } from './project-budget.state';

/** A document that was recorded before: nothing to do when its content is the same, refused when it differs; null for a new one. */
export function sameDocument(
  { documents }: RegisteredProject,
  key: string,
  fact: DocumentedFact & { readonly documentNo: string },
): Decision<never, ProjectBudgetRejection> | null {
  const earlier = documents.get(key);
  if (!earlier) return null;
  const differs = Object.keys(fact).filter((field) => JSON.stringify(earlier[field]) !== JSON.stringify(fact[field]));
  return differs.length === 0 ? accept() : reject({ kind: 'document-conflict', documentNo: fact.documentNo, differs });
}
