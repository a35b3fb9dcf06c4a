import { assertNever, GrowingMap, Money, type LocalDate } from '@budget/kernel';
import { budgetSum } from './budget-over-time';
import { adjust, carryIn, decideYearEnd, receiveFunds, revisePlan, transfer } from './evolve-documents';
import { firstDayOf } from './fiscal-year';
import { highestIndicatorNo } from './indicator-ids';
import type {
  DisbursementRecorded,
  DisbursementRefunded,
  DisbursementReversed,
  ProjectBudgetEvent,
  ProjectRegistered,
  ProjectTargets,
  ProjectTargetsRevised,
  RefundReversed,
} from './project-budget.events';
import type { ProjectBudget, RegisteredProject } from './project-budget.state';
import { planDiffers } from './target-changes';

/** What a fact changes. Constant time for each payment, refund and reversal. Throws when a fact cannot follow the history. */
export function evolve(state: ProjectBudget, event: ProjectBudgetEvent): ProjectBudget {
  switch (event.type) {
    case 'ProjectRegistered':
      return register(event.data);
    case 'ProjectTargetsRevised':
      return revise(registered(state), event.data);
    case 'DisbursementRecorded':
      return pay(registered(state), event.data);
    case 'DisbursementRefunded':
      return refund(registered(state), event.data);
    case 'DisbursementReversed':
      return reverse(registered(state), event.data);
    case 'RefundReversed':
      return reverseRefund(registered(state), event.data);
    case 'BudgetAdjusted':
      return adjust(registered(state), event.data);
    case 'BudgetTransferred':
      return transfer(registered(state), event.data);
    case 'PlanRevised':
      return revisePlan(registered(state), event.data);
    case 'FundsReceived':
      return receiveFunds(registered(state), event.data);
    case 'YearEndDecided':
      return decideYearEnd(registered(state), event.data);
    case 'CarryOverReceived':
      return carryIn(registered(state), event.data);
    default:
      return assertNever(event);
  }
}

function register({ projectCode, fiscalYear, source, ...targets }: ProjectRegistered['data']): RegisteredProject {
  return {
    status: 'registered',
    projectCode,
    fiscalYear,
    source,
    targets,
    plans: [{ version: 1, effectiveOn: firstDayOf(fiscalYear), plan: targets.plan }],
    highestIndicatorNo: highestIndicatorNo(targets.indicators),
    budget: { published: budgetSum(targets.budget), changes: [] },
    documents: GrowingMap.empty(),
    yearEnd: null,
    payments: GrowingMap.empty(),
    refunds: GrowingMap.empty(),
    paid: Money.zero,
    refunded: Money.zero,
    movements: GrowingMap.empty(),
  };
}

function revise(
  project: RegisteredProject,
  { projectCode: _, fiscalYear: __, source, changes: ___, ...targets }: Revision,
): RegisteredProject {
  return {
    ...project,
    source,
    targets,
    plans: planDiffers(project.targets.plan, targets.plan)
      ? [...project.plans, { version: project.plans.length + 1, effectiveOn: firstDayOf(project.fiscalYear), plan: targets.plan }]
      : project.plans,
    highestIndicatorNo: Math.max(project.highestIndicatorNo, highestIndicatorNo(targets.indicators)),
    budget: { ...project.budget, published: budgetSum(targets.budget) },
  };
}

type Revision = ProjectTargetsRevised['data'] & ProjectTargets;

type MoneyState = Pick<RegisteredProject, 'payments' | 'refunds' | 'paid' | 'refunded' | 'movements'>;

function pay(project: RegisteredProject, facts: DisbursementRecorded['data']): RegisteredProject {
  const amount = Money.parse(facts.amount);
  return withMoney(project, {
    payments: project.payments.with(facts.voucherNo, { facts, refunded: Money.zero, reversal: null }),
    refunds: project.refunds,
    paid: project.paid.plus(amount),
    refunded: project.refunded,
    movements: moved(project, facts.paidOn, amount),
  });
}

function refund(project: RegisteredProject, facts: DisbursementRefunded['data']): RegisteredProject {
  const payment = paymentOf(project, facts);
  const amount = Money.parse(facts.amount);
  return withMoney(project, {
    payments: project.payments.with(facts.voucherNo, { ...payment, refunded: payment.refunded.plus(amount) }),
    refunds: project.refunds.with(facts.refundVoucherNo, { facts, reversal: null }),
    paid: project.paid,
    refunded: project.refunded.plus(amount),
    movements: moved(project, facts.receivedOn, amount.negated()),
  });
}

function reverse(project: RegisteredProject, reversal: DisbursementReversed['data']): RegisteredProject {
  const amount = Money.parse(reversal.amount);
  return withMoney(project, {
    payments: project.payments.with(reversal.voucherNo, { ...paymentOf(project, reversal), reversal }),
    refunds: project.refunds,
    paid: project.paid.minus(amount),
    refunded: project.refunded,
    movements: moved(project, reversal.paidOn, amount.negated()),
  });
}

function reverseRefund(project: RegisteredProject, reversal: RefundReversed['data']): RegisteredProject {
  const payment = paymentOf(project, reversal);
  const refund = project.refunds.get(reversal.refundVoucherNo);
  if (!refund) throw new Error(`Broken history: refund ${reversal.refundVoucherNo} was never recorded`);
  const amount = Money.parse(reversal.amount);
  return withMoney(project, {
    payments: project.payments.with(reversal.voucherNo, { ...payment, refunded: payment.refunded.minus(amount) }),
    refunds: project.refunds.with(reversal.refundVoucherNo, { ...refund, reversal }),
    paid: project.paid,
    refunded: project.refunded.minus(amount),
    movements: moved(project, reversal.receivedOn, amount),
  });
}

const moved = ({ movements }: RegisteredProject, date: LocalDate, amount: Money): GrowingMap<LocalDate, Money> =>
  movements.with(date, (movements.get(date) ?? Money.zero).plus(amount));

// Field by field: V8 copies a spread of so many fields forty times slower, and a stream may hold thousands of payments.
const withMoney = (project: RegisteredProject, { payments, refunds, paid, refunded, movements }: MoneyState): RegisteredProject => ({
  status: project.status,
  projectCode: project.projectCode,
  fiscalYear: project.fiscalYear,
  targets: project.targets,
  source: project.source,
  plans: project.plans,
  highestIndicatorNo: project.highestIndicatorNo,
  budget: project.budget,
  documents: project.documents,
  yearEnd: project.yearEnd,
  payments,
  refunds,
  paid,
  refunded,
  movements,
});

function registered(state: ProjectBudget): RegisteredProject {
  if (state.status === 'unknown') throw new Error('Broken history: a fact of a project that was never registered');
  return state;
}

function paymentOf(project: RegisteredProject, { voucherNo }: Pick<DisbursementRecorded['data'], 'voucherNo'>) {
  const payment = project.payments.get(voucherNo);
  if (!payment) throw new Error(`Broken history: voucher ${voucherNo} was never paid`);
  return payment;
}
