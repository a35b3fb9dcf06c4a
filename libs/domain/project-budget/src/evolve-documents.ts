import { budgetSum, inSource, minusBudget, type BudgetSum } from './budget-over-time';
import { documentKey } from './document-key';
import type {
  BudgetAdjusted,
  BudgetTransferred,
  CarryOverReceived,
  FundsReceived,
  PlanRevised,
  YearEndDecided,
} from './project-budget.events';
import type { RegisteredProject } from './project-budget.state';

/** What budget documents, plan revisions, arrived funds and the end of the year change. */
export const adjust = (project: RegisteredProject, fact: BudgetAdjusted['data']): RegisteredProject => {
  const amount = budgetSum(fact.amount);
  return changed(
    noted(project, documentKey({ type: 'BudgetAdjusted', data: fact }), fact),
    fact,
    fact.kind === 'increase' ? amount : minusBudget(amount),
  );
};

export const transfer = (project: RegisteredProject, fact: BudgetTransferred['data']): RegisteredProject => {
  const amount = inSource(fact.fundSource, fact.amount);
  return changed(
    noted(project, documentKey({ type: 'BudgetTransferred', data: fact }), fact),
    fact,
    fact.direction === 'in' ? amount : minusBudget(amount),
  );
};

export const carryIn = (project: RegisteredProject, fact: CarryOverReceived['data']): RegisteredProject =>
  changed(project, fact, inSource('carried-over', fact.amount));

export const revisePlan = (project: RegisteredProject, { planVersion, plan, effectiveOn }: PlanRevised['data']): RegisteredProject => {
  if (planVersion !== project.plans.length + 1)
    throw new Error(`Broken history: plan version ${planVersion} after ${project.plans.length}`);
  return { ...project, plans: [...project.plans, { version: planVersion, effectiveOn, plan }] };
};

export const receiveFunds = (project: RegisteredProject, fact: FundsReceived['data']): RegisteredProject =>
  noted(project, documentKey({ type: 'FundsReceived', data: fact }), fact);

export const decideYearEnd = (project: RegisteredProject, yearEnd: YearEndDecided['data']): RegisteredProject => ({ ...project, yearEnd });

const changed = (
  project: RegisteredProject,
  { effectiveOn }: Pick<BudgetAdjusted['data'], 'effectiveOn'>,
  by: BudgetSum,
): RegisteredProject => ({
  ...project,
  budget: { ...project.budget, changes: [...project.budget.changes, { ...by, effectiveOn }] },
});

const noted = (
  project: RegisteredProject,
  key: string,
  fact: BudgetAdjusted['data'] | BudgetTransferred['data'] | FundsReceived['data'],
): RegisteredProject => ({
  ...project,
  documents: project.documents.with(key, fact),
});
