import {
  available,
  currentBudget,
  netPaid,
  netPaidUpTo,
  projectBudgetDecider,
  type ProjectBudget,
  type ProjectBudgetEvent,
  type RegisteredProject,
} from '@budget/domain/project-budget';
import fc from 'fast-check';
import { fenOf, movementOf, netFen, refundedFen, yuanOf } from './ledger-sum';
import { commands, dayOfYear, LAST_DAY, live } from './money-history';

const after = (facts: readonly ProjectBudgetEvent[]) => facts.reduce(projectBudgetDecider.evolve, projectBudgetDecider.initialState);
const days = (facts: readonly ProjectBudgetEvent[]) => [...new Set(facts.flatMap((fact) => movementOf(fact)?.date ?? []))].sort();
const registered = (state: ProjectBudget) => state as RegisteredProject;

/** Everything a reader can see of a state, as plain values. */
const seen = (state: ProjectBudget) =>
  state.status === 'unknown'
    ? state.status
    : JSON.stringify({
        targets: state.targets,
        versions: [state.plans, state.highestIndicatorNo],
        budget: state.budget.published.total.toText(),
        totals: [state.paid, state.refunded].map((amount) => amount.toText()),
        payments: [...state.payments.entries()].map(([no, { facts, refunded, reversal }]) => [no, facts, refunded.toText(), reversal]),
        refunds: [...state.refunds.entries()],
        movements: [...state.movements.entries()].map(([day, amount]) => [day, amount.toText()]),
      });

describe('for any history that the rules accept', () => {
  it('the net is payments − refunds − reversals, on every day and in total', () => {
    fc.assert(
      fc.property(commands, dayOfYear, (asked, anyDay) => {
        const { facts, states } = live(asked);
        const state = states.at(-1) as ProjectBudget;
        for (const day of [...days(facts), anyDay]) {
          expect(netPaidUpTo(state, day as typeof anyDay).toText()).toBe(yuanOf(netFen(facts, day)));
        }
        const net = netPaid(state);
        expect(net.toText()).toBe(yuanOf(netFen(facts, LAST_DAY)));
        expect(registered(state).refunded.toText()).toBe(yuanOf(refundedFen(facts)));
        expect(available(state, LAST_DAY).toText()).toBe(currentBudget(state, LAST_DAY).total.minus(net).toText());
      }),
    );
  });

  it('the net never falls below zero on any day and never rises above the budget, after any of its facts', () => {
    fc.assert(
      fc.property(commands, (asked) => {
        const { facts, states } = live(asked);
        states.slice(1).forEach((state, index) => {
          const soFar = facts.slice(0, index + 1);
          expect(fenOf(currentBudget(state, LAST_DAY).total.toText()) - netFen(soFar, LAST_DAY)).toBeGreaterThanOrEqual(0n);
          for (const day of days(soFar)) expect(netFen(soFar, day)).toBeGreaterThanOrEqual(0n);
        });
      }),
    );
  });

  it('evolve leaves every earlier state as it was', () => {
    fc.assert(
      fc.property(commands, (asked) => {
        const { facts } = live(asked);
        const states = [projectBudgetDecider.initialState];
        const asSeenThen = [seen(projectBudgetDecider.initialState)];
        for (const fact of facts) {
          const next = projectBudgetDecider.evolve(states.at(-1) as ProjectBudget, fact);
          states.push(next);
          asSeenThen.push(seen(next));
        }
        facts.forEach((fact, index) => projectBudgetDecider.evolve(states[index] as ProjectBudget, fact));
        expect(states.map(seen)).toStrictEqual(asSeenThen);
      }),
    );
  });

  it('the order of facts of different payments is free', () => {
    fc.assert(
      fc.property(commands, fc.infiniteStream(fc.nat()), (asked, chance) => {
        const { facts } = live(asked.filter(({ type }, index) => index === 0 || type !== 'ImportTargets'));
        const [registration, ...money] = facts as [ProjectBudgetEvent, ...ProjectBudgetEvent[]];
        const shuffled = after([registration, ...interleaved(money, chance)]);
        const straight = after(facts);
        expect(inAnyOrder(shuffled)).toStrictEqual(inAnyOrder(straight));
      }),
    );
  });

  it('money is really accepted, refunded, reversed and refused in these histories', () => {
    const kinds = new Set<string>();
    let refused = 0;
    fc.assert(
      fc.property(commands, (asked) => {
        const { facts } = live(asked);
        facts.forEach(({ type }) => kinds.add(type));
        refused += asked.length - facts.length;
      }),
      { seed: 20_250_630, numRuns: 200 },
    );
    expect([...kinds].sort()).toStrictEqual(
      [
        'BudgetAdjusted',
        'BudgetTransferred',
        'DisbursementRecorded',
        'DisbursementRefunded',
        'DisbursementReversed',
        'ProjectRegistered',
        'ProjectTargetsRevised',
        'RefundReversed',
      ].sort(),
    );
    expect(refused).toBeGreaterThan(0);
  });
});

/** Another order in which the facts of each single payment keep theirs. */
function interleaved(money: readonly ProjectBudgetEvent[], chance: fc.Stream<number>): readonly ProjectBudgetEvent[] {
  const payments = new Map<string, ProjectBudgetEvent[]>();
  for (const fact of money) {
    const voucherNo = 'voucherNo' in fact.data ? fact.data.voucherNo : '';
    payments.set(voucherNo, [...(payments.get(voucherNo) ?? []), fact]);
  }
  const queues = [...payments.values()];
  return money.map(() => {
    const waiting = queues.filter(({ length }) => length > 0);
    const at = (chance.next().value as number) % waiting.length;
    return waiting[at]?.shift() as ProjectBudgetEvent;
  });
}

function inAnyOrder(state: ProjectBudget) {
  const { paid, refunded, payments, refunds, movements } = registered(state);
  const sorted = <Value>(entries: Iterable<readonly [string, Value]>) => [...entries].sort(([one], [other]) => (one < other ? -1 : 1));
  return {
    totals: [paid, refunded].map((amount) => amount.toText()),
    payments: sorted(payments.entries()).map(([no, { facts, refunded, reversal }]) => [no, facts, refunded.toText(), reversal]),
    refunds: sorted(refunds.entries()),
    movements: sorted(movements.entries()).map(([day, amount]) => [day, amount.toText()]),
  };
}
