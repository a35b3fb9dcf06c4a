import type { AuditEventView } from '@budget/contracts';
import { fenOf, shareOf, sum, yuanOf } from './yuan';

/** One movement of money as the audit trail tells it, in 分: payments add, refunds and reversals take away; a reversed refund is negative. */
export type Movement = {
  readonly kind: 'payment' | 'refund' | 'reversal';
  readonly voucherNo: string;
  readonly fen: bigint;
  readonly day: string;
  readonly recordedAt: string;
  readonly position: string;
};

/** A project as its audit trail alone tells it. */
export type TrailFacts = {
  readonly projectCode: string;
  readonly unitCode: string;
  readonly budget: bigint;
  /** Effective percents in hundredths of a point; `stated` false where the document leaves the cell blank. */
  readonly plan: readonly { readonly date: string; readonly stated: boolean; readonly percent: string }[];
  readonly movements: readonly Movement[];
};

/** `asOf` bounds the days that count, `knownAt` what was recorded; `closed` is the last day whose cut-off has passed. */
export type Moment = { readonly asOf: string; readonly knownAt: string | null; readonly closed: string };

const KINDS = {
  DisbursementRecorded: 'payment',
  DisbursementRefunded: 'refund',
  DisbursementReversed: 'reversal',
  RefundReversed: 'reversal',
} as const;
const ofRefund = (type: string): boolean => type === 'DisbursementRefunded' || type === 'RefundReversed';
const isMovement = (type: string): type is keyof typeof KINDS => type in KINDS;
const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Reads the trail of one project, in the order in which it was recorded. */
export function factsOf(trail: readonly AuditEventView[]): TrailFacts {
  const [registered] = trail;
  if (registered?.type !== 'ProjectRegistered') throw new Error('A trail begins with the registration');
  const { projectCode, unit, budget, plan } = registered.data as unknown as {
    projectCode: string;
    unit: { code: string };
    budget: { fiscal: string; other: string; carriedOver: string };
    plan: { date: string; percent: string | null }[];
  };
  let effective = '0.00';
  return {
    projectCode,
    unitCode: unit.code,
    budget: sum([budget.fiscal, budget.other, budget.carriedOver].map(fenOf)),
    plan: plan.map(({ date, percent }) => {
      effective = percent ?? effective;
      return { date, stated: percent !== null, percent: fixed(effective) };
    }),
    movements: trail.flatMap(({ type, data, metadata, position }) =>
      isMovement(type)
        ? [
            {
              kind: KINDS[type],
              voucherNo: text(data[ofRefund(type) ? 'refundVoucherNo' : 'voucherNo']),
              fen: type === 'RefundReversed' ? -fenOf(text(data['amount'])) : fenOf(text(data['amount'])),
              day: text(data[ofRefund(type) ? 'receivedOn' : 'paidOn']),
              recordedAt: metadata.recordedAt,
              position,
            },
          ]
        : [],
    ),
  };
}

const fixed = (percent: string): string => (percent.includes('.') ? percent : `${percent}.00`);
const earlier = (one: string, other: string): string => (one < other ? one : other);

/** Movements that count: on or before `until`, recorded by knownAt. */
export const counted = ({ movements }: TrailFacts, until: string, { knownAt }: Moment): readonly Movement[] =>
  movements.filter(({ day, recordedAt }) => day <= until && (knownAt === null || recordedAt <= knownAt));

const total = (movements: readonly Movement[], kind: Movement['kind']): bigint =>
  sum(movements.flatMap((movement) => (movement.kind === kind ? [movement.fen] : [])));

export function moneyAt(facts: TrailFacts, until: string, moment: Moment): { paid: bigint; refunded: bigint; net: bigint } {
  const movements = counted(facts, until, moment);
  const ofPayments = movements.filter(({ kind, fen }) => kind === 'payment' || (kind === 'reversal' && fen > 0n));
  const paid = total(ofPayments, 'payment') - total(ofPayments, 'reversal');
  const net = total(movements, 'payment') - total(movements, 'refund') - total(movements, 'reversal');
  return { paid, refunded: paid - net, net };
}

/** part ÷ whole in percent, two decimals half-up; null without a whole. */
export const percentOf = (part: bigint, whole: bigint): string | null =>
  whole === 0n ? null : yuanOf((part * 20_000n + whole) / (2n * whole));

export function statusOf(actual: bigint, planned: bigint): string {
  if (planned === 0n) return 'no-checkpoint';
  if (actual >= planned) return 'met';
  if (actual * 100n >= planned * 80n) return 'watch';
  return actual * 100n >= planned * 60n ? 'behind' : 'severe';
}

/** Four decimals, rounded down; null when nothing is planned. */
export function ratioOf(actual: bigint, planned: bigint): string | null {
  if (planned === 0n) return null;
  const digits = String((actual * 10_000n) / planned).padStart(5, '0');
  return `${digits.slice(0, -4)}.${digits.slice(-4)}`;
}

/** Every milestone of the plan with what was paid by it, as far as the reader looks. */
export const milestonesAt = (facts: TrailFacts, moment: Moment) =>
  facts.plan.map(({ date, stated, percent }) => {
    const planned = shareOf(facts.budget, percent);
    const { net } = moneyAt(facts, earlier(date, moment.asOf), moment);
    return {
      date,
      stated,
      plannedPercent: percent,
      plannedAmount: yuanOf(planned),
      actualAmount: yuanOf(net),
      gapAmount: yuanOf(net - planned),
      ratio: ratioOf(net, planned),
      status: date <= moment.closed ? statusOf(net, planned) : 'pending',
    };
  });

/** The status of the whole project: what is paid by asOf against the last stated checkpoint whose day is over. */
export function standingAt(facts: TrailFacts, moment: Moment) {
  const { paid, refunded, net } = moneyAt(facts, moment.asOf, moment);
  const due = facts.plan.findLast(({ date, stated }) => stated && date <= moment.closed);
  const planned = due ? shareOf(facts.budget, due.percent) : 0n;
  return {
    paid: yuanOf(paid),
    refunded: yuanOf(refunded),
    net: yuanOf(net),
    remaining: yuanOf(facts.budget - net),
    rate: percentOf(net, facts.budget),
    due: due ? { date: due.date, plannedAmount: yuanOf(planned), ratio: ratioOf(net, planned), gapAmount: yuanOf(net - planned) } : null,
    status: statusOf(net, planned),
  };
}

/** What the effective plan asks for at asOf, in 分. */
export const effectiveAt = (facts: TrailFacts, { asOf }: Moment): bigint =>
  shareOf(facts.budget, facts.plan.findLast(({ date }) => date <= asOf)?.percent ?? '0.00');
