import type { LedgerEntryView, ProjectView } from '@budget/contracts';
import { Money } from '@budget/kernel';

type Kind = LedgerEntryView['kind'];
type Fact = Pick<LedgerEntryView, 'kind' | 'amount' | 'paidOn'>;
type Checkpoint = Pick<ProjectView['plan']['milestones'][number], 'date' | 'label' | 'statedPercent' | 'plannedAmount'>;

/** One day on which the money or the plan moves. Amounts in 元. */
export type BurnUpStep = {
  readonly date: string;
  readonly counts: Readonly<Record<Kind, number>>;
  /** Net movement of the day: refunds and reversals take away. */
  readonly change: string;
  /** Cumulative net spending at the end of the day; null on days that are still ahead. */
  readonly net: string | null;
  /** Set on days with a stated checkpoint only. */
  readonly checkpoint: { readonly label: string; readonly percent: string; readonly planned: string } | null;
};

const nothing: Readonly<Record<Kind, number>> = { payment: 0, refund: 0, reversal: 0 };

/**
 * The days of a project's year in order: money as steps, since it moves in steps, and the plan only where it is stated.
 * Movements after `asOf` are left out; checkpoints ahead stay, without a net.
 */
export function burnUpSteps(entries: readonly Fact[], plan: readonly Checkpoint[], asOf: string): readonly BurnUpStep[] {
  const counted = entries.filter(({ paidOn }) => paidOn <= asOf);
  const stated = new Map(plan.flatMap(checkpointOn));
  const days = [...new Set([...counted.map(({ paidOn }) => paidOn), ...stated.keys()])].sort();
  let net = Money.zero;
  return days.map((date) => {
    const ofDay = counted.filter(({ paidOn }) => paidOn === date);
    const change = Money.sum(ofDay.map(signed));
    net = net.plus(change);
    return {
      date,
      counts: ofDay.reduce((counts, { kind }) => ({ ...counts, [kind]: counts[kind] + 1 }), nothing),
      change: change.toText(),
      net: date <= asOf ? net.toText() : null,
      checkpoint: stated.get(date) ?? null,
    };
  });
}

const signed = ({ kind, amount }: Fact): Money => (kind === 'payment' ? Money.parse(amount) : Money.parse(amount).negated());

const checkpointOn = ({ date, label, statedPercent, plannedAmount }: Checkpoint): [string, NonNullable<BurnUpStep['checkpoint']>][] =>
  statedPercent === null ? [] : [[date, { label, percent: statedPercent, planned: plannedAmount }]];
