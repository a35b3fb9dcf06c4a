import { ProblemError } from '@budget/adapters/nest-platform';
import { describeRejection } from '@budget/domain/project-budget';
import { assertNever } from '@budget/kernel';
import type { BudgetRefusal } from './project-budgets';

// The one place where refusals get an HTTP status. A Record, not a switch: a new refusal does not compile without one.
const STATUS: Readonly<Record<BudgetRefusal['kind'], number>> = {
  'project-not-found': 404,
  'project-already-registered': 409,
  'plan-not-monotone': 422,
  'plan-above-100': 422,
  'plan-date-outside-year': 422,
  'plan-dates-not-ascending': 422,
  'budget-negative': 422,
  'budget-too-large': 422,
  'amount-not-positive': 422,
  'date-in-future': 422,
  'date-outside-fiscal-year': 422,
  'budget-exceeded': 422,
  'budget-below-net-paid': 422,
  'source-exhausted': 422,
  'document-conflict': 409,
  'transfer-to-itself': 422,
  'plan-unchanged': 409,
  'year-end-decided': 409,
  'next-year-project-not-found': 404,
  'voucher-conflict': 409,
  'voucher-reversed': 409,
  'voucher-not-found': 404,
  'refund-exceeds-payment': 422,
  'refund-before-payment': 422,
  'already-reversed': 409,
  'reversal-of-refunded-payment': 422,
  'refund-reversal-exceeds-budget': 422,
  'concurrent-update': 503,
  'version-mismatch': 412,
  'unit-out-of-scope': 403,
};

const FIELD: Readonly<Partial<Record<BudgetRefusal['kind'], string>>> = {
  'plan-not-monotone': 'body.plan',
  'plan-above-100': 'body.plan',
  'plan-date-outside-year': 'body.plan',
  'plan-dates-not-ascending': 'body.plan',
  'amount-not-positive': 'body.amount',
  'budget-exceeded': 'body.amount',
  'refund-exceeds-payment': 'body.amount',
  'refund-before-payment': 'body.receivedOn',
  'document-conflict': 'body.documentNo',
  'transfer-to-itself': 'body.toProject',
  'plan-unchanged': 'body.plan',
  'next-year-project-not-found': 'body.nextYearProjectCode',
  'voucher-conflict': 'body.voucherNo',
  'voucher-reversed': 'body.voucherNo',
};

export function asProblem(refusal: BudgetRefusal): ProblemError {
  const { kind, ...numbers } = refusal;
  const detail = wordsOfRefusal(refusal);
  const path = 'field' in refusal ? `body.${refusal.field}` : FIELD[kind];
  return new ProblemError({
    status: STATUS[kind],
    code: kind,
    detail,
    ...(path === undefined ? {} : { errors: [{ path, code: kind, message: detail }] }),
    extra: kind === 'unit-out-of-scope' ? {} : numbers,
  });
}

const OF_THIS_SERVICE = ['concurrent-update', 'version-mismatch', 'unit-out-of-scope'] as const;
type OfThisService = Extract<BudgetRefusal, { kind: (typeof OF_THIS_SERVICE)[number] }>;
const isOfThisService = (refusal: BudgetRefusal): refusal is OfThisService => OF_THIS_SERVICE.some((kind) => kind === refusal.kind);

/** Field, rule, numbers and next step, in both languages. */
export function wordsOfRefusal(refusal: BudgetRefusal): string {
  if (!isOfThisService(refusal)) {
    const { detail, en } = describeRejection(refusal);
    return `${detail} / ${en}`;
  }
  switch (refusal.kind) {
    case 'concurrent-update':
      return '该项目正被多人同时登记，本次没有写入。请稍后重试。 / Several people are recording for this project at once; nothing was written. Try again shortly.';
    case 'version-mismatch':
      return `If-Match：该项目现在是版本 ${refusal.actual}，与您看到的不同。请刷新后核对，再重新提交。 / If-Match: the project is at version ${refusal.actual} now, not the one you saw. Reload, check, and submit again.`;
    case 'unit-out-of-scope':
      return '该项目不属于您所在的单位，不能登记。请核对项目编码；如确属本单位，请联系管理员调整单位范围。 / The project is not of your unit. Check its code; if it is, ask the administrator to widen your units.';
    default:
      return assertNever(refusal);
  }
}
