import { Money, Percent } from '@budget/kernel';
import fc from 'fast-check';
import { judge } from './judge';
import { milestonePolicyV1 } from './milestone.policy';

const digits = (value: bigint): string => value.toString().padStart(3, '0');
const textOf = (hundredths: bigint): string => `${digits(hundredths).slice(0, -2)}.${digits(hundredths).slice(-2)}`;

/** The same judgement in whole fen and hundredths of a percent, with nothing of the house in it. */
function judgedByHand(budget: bigint, percent: bigint, actual: bigint) {
  const planned = (budget * percent + 5_000n) / 10_000n;
  if (planned === 0n) return { status: 'no-checkpoint', ratio: null, planned };
  const scaled = (actual * 10_000n) / planned;
  const ratio = `${scaled / 10_000n}.${(scaled % 10_000n).toString().padStart(4, '0')}`;
  const reaches = (share: bigint): boolean => actual * 100n >= planned * share;
  return { status: reaches(100n) ? 'met' : reaches(80n) ? 'watch' : reaches(60n) ? 'behind' : 'severe', ratio, planned };
}

const percents = fc.bigInt({ min: 0n, max: 10_000n });
const budgets = fc.oneof(fc.bigInt({ min: 0n, max: 10n ** 19n }), fc.bigInt({ min: 0n, max: 20_000n }));

/** Actual money at random, and often within a fen of the edge of a band. */
const cases = fc.record({ budget: budgets, percent: percents }).chain(({ budget, percent }) => {
  const planned = (budget * percent + 5_000n) / 10_000n;
  const atEdge = fc
    .tuple(fc.constantFrom(60n, 80n, 100n), fc.constantFrom(-1n, 0n, 1n))
    .map(([share, off]) => (planned * share) / 100n + off)
    .map((fen) => (fen < 0n ? 0n : fen));
  return fc.record({ budget: fc.constant(budget), percent: fc.constant(percent), actual: fc.oneof(atEdge, budgets) });
});

const judging = (budget: bigint, percent: bigint, actual: bigint) =>
  judge({
    budget: Money.parse(textOf(budget)),
    plannedPercent: Percent.parse(textOf(percent)),
    actual: Money.parse(textOf(actual)),
    policy: milestonePolicyV1,
  });

describe('judging', () => {
  it('agrees with a computation in whole numbers, at any size and at every edge', () => {
    fc.assert(
      fc.property(cases, ({ budget, percent, actual }) => {
        const { status, ratio, plannedAmount, gapAmount } = judging(budget, percent, actual);
        const byHand = judgedByHand(budget, percent, actual);
        expect({ status, ratio, planned: plannedAmount.toText() }).toStrictEqual({ ...byHand, planned: textOf(byHand.planned) });
        expect(gapAmount.plus(plannedAmount).toText()).toBe(textOf(actual));
      }),
      { numRuns: 1_000 },
    );
  });

  it('never gets worse by one more fen', () => {
    const order = ['severe', 'behind', 'watch', 'met'];
    fc.assert(
      fc.property(cases, ({ budget, percent, actual }) => {
        const [less, more] = [judging(budget, percent, actual), judging(budget, percent, actual + 1n)];
        expect(order.indexOf(more.status)).toBeGreaterThanOrEqual(order.indexOf(less.status));
      }),
    );
  });

  it('prints 1.0000 or more exactly when the plan is met', () => {
    fc.assert(
      fc.property(cases, ({ budget, percent, actual }) => {
        const { status, ratio } = judging(budget, percent, actual);
        fc.pre(ratio !== null);
        expect(!ratio.startsWith('0.')).toBe(status === 'met');
      }),
    );
  });
});
