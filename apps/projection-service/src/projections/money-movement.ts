import type { ProjectBudgetEvent } from '@budget/domain/project-budget';
import { assertNever, Money, type Instant, type LocalDate } from '@budget/kernel';
import type { Recorded } from './read-model.projection';

/** One line of the ledger. */
export type Movement = {
  /** Fiscal year and project, to group by. */
  readonly project: string;
  readonly position: bigint;
  readonly version: bigint;
  readonly fiscalYear: number;
  readonly projectCode: string;
  readonly kind: 'payment' | 'refund' | 'reversal';
  readonly voucherNo: string;
  readonly originalVoucherNo: string | null;
  /** 元. A reversal of a refund is negative (红字), so that payments − refunds − reversals stays the net. */
  readonly amount: string;
  /** The day it counts on; a reversal counts on that of the payment or refund it takes back. */
  readonly effectiveOn: LocalDate;
  readonly fundSource: string;
  readonly payee: string | null;
  readonly use: string | null;
  readonly reason: string | null;
  readonly recordedAt: Instant;
  readonly recordedBy: string;
};

const KINDS = {
  DisbursementRecorded: 'payment',
  DisbursementRefunded: 'refund',
  DisbursementReversed: 'reversal',
  RefundReversed: 'reversal',
} as const;

/** The key that rows and movements of one project share. */
export const projectKey = (fiscalYear: number, projectCode: string): string => `${fiscalYear}/${projectCode}`;

export function movementOf({ fact: { type, data }, stored: { position, version, metadata } }: Recorded<ProjectBudgetEvent>): Movement {
  if (!('voucherNo' in data) || !(type in KINDS)) throw new Error(`${type} moves no money`);
  const { fiscalYear, projectCode, voucherNo, amount, fundSource } = data;
  const isRefund = 'refundVoucherNo' in data;
  const isPayment = 'payee' in data;
  return {
    project: projectKey(fiscalYear, projectCode),
    position,
    version,
    fiscalYear,
    projectCode,
    kind: KINDS[type as keyof typeof KINDS],
    voucherNo: isRefund ? data.refundVoucherNo : voucherNo,
    originalVoucherNo: isPayment ? null : voucherNo,
    amount: type === 'RefundReversed' ? Money.parse(amount).negated().toText() : amount,
    effectiveOn: isRefund ? data.receivedOn : data.paidOn,
    fundSource,
    payee: isPayment ? data.payee : null,
    use: isPayment ? data.use : null,
    reason: isPayment ? null : data.reason,
    recordedAt: metadata.recordedAt,
    recordedBy: metadata.actor,
  };
}

export type Sums = { readonly paid: Money; readonly refunded: Money };
const NOTHING: Sums = { paid: Money.zero, refunded: Money.zero };

export type DaySums = { readonly of: Movement; readonly sums: Sums };

/** What a batch adds to each day of each project. */
export function sumsByDay(movements: readonly Movement[]): readonly DaySums[] {
  const days = new Map<string, DaySums>();
  for (const of of movements) {
    const key = `${of.project}/${of.effectiveOn}`;
    days.set(key, { of, sums: plus(days.get(key)?.sums ?? NOTHING, of) });
  }
  return [...days.values()];
}

/** What a batch adds to each project. */
export function sumsByProject(days: readonly DaySums[]): ReadonlyMap<string, Sums> {
  const projects = new Map<string, Sums>();
  for (const { of, sums } of days) {
    const { paid, refunded } = projects.get(of.project) ?? NOTHING;
    projects.set(of.project, { paid: paid.plus(sums.paid), refunded: refunded.plus(sums.refunded) });
  }
  return projects;
}

/** Sums with one more line of the ledger. */
export function plus({ paid, refunded }: Sums, { kind, amount }: Movement): Sums {
  const money = Money.parse(amount);
  switch (kind) {
    case 'payment':
      return { paid: paid.plus(money), refunded };
    case 'reversal':
      return money.isNegative() ? { paid, refunded: refunded.plus(money) } : { paid: paid.minus(money), refunded };
    case 'refund':
      return { paid, refunded: refunded.plus(money) };
    default:
      return assertNever(kind);
  }
}
