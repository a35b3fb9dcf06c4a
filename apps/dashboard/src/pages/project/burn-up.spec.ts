import { Money, parseLocalDate, type AmountText } from '@budget/kernel';
import fc from 'fast-check';
import { burnUpSteps } from './burn-up';

const yuan = (text: string): AmountText => Money.parse(text).toText();
const entry = (kind: 'payment' | 'refund' | 'reversal', paidOn: string, amount: string) => ({
  kind,
  paidOn: parseLocalDate(paidOn),
  amount: yuan(amount),
});
const checkpoint = (date: string, label: string, percent: string | null, planned: string) => ({
  date: parseLocalDate(date),
  label,
  statedPercent: percent,
  plannedAmount: yuan(planned),
});

const plan = [
  checkpoint('2025-03-31', '3月底', '25.00', '25000.00'),
  checkpoint('2025-06-30', '6月底', null, '25000.00'),
  checkpoint('2025-12-31', '12月底', '100.00', '100000.00'),
];

describe('The steps of a burn-up', () => {
  it('rise with payments, fall with refunds and reversals, and stand at stated checkpoints only', () => {
    const entries = [
      entry('payment', '2025-03-20', '25000.00'),
      entry('payment', '2025-05-06', '10000.00'),
      entry('payment', '2025-05-06', '500.00'),
      entry('reversal', '2025-05-06', '500.00'),
      entry('refund', '2025-06-12', '4000.00'),
    ];
    const none = { payment: 0, refund: 0, reversal: 0 };
    expect(burnUpSteps(entries, plan, '2025-07-01')).toEqual([
      { date: '2025-03-20', counts: { ...none, payment: 1 }, change: '25000.00', net: '25000.00', checkpoint: null },
      {
        date: '2025-03-31',
        counts: none,
        change: '0.00',
        net: '25000.00',
        checkpoint: { label: '3月底', percent: '25.00', planned: '25000.00' },
      },
      { date: '2025-05-06', counts: { ...none, payment: 2, reversal: 1 }, change: '10000.00', net: '35000.00', checkpoint: null },
      { date: '2025-06-12', counts: { ...none, refund: 1 }, change: '-4000.00', net: '31000.00', checkpoint: null },
      {
        date: '2025-12-31',
        counts: none,
        change: '0.00',
        net: null,
        checkpoint: { label: '12月底', percent: '100.00', planned: '100000.00' },
      },
    ]);
  });

  it('leave out what was paid after the day that is looked at', () => {
    const steps = burnUpSteps([entry('payment', '2025-03-20', '10.00'), entry('payment', '2025-05-06', '7.00')], [], '2025-04-30');
    expect(steps.map(({ date, net }) => [date, net])).toEqual([['2025-03-20', '10.00']]);
  });

  it('end at payments less refunds and reversals, whatever the order of the ledger', () => {
    const day = fc.integer({ min: 1, max: 28 }).map((number) => `2025-02-${String(number).padStart(2, '0')}`);
    const kind = fc.constantFrom('payment' as const, 'refund' as const, 'reversal' as const);
    const fact = fc
      .tuple(kind, day, fc.integer({ min: 1, max: 1_000_000 }))
      .map(([which, on, fen]) => entry(which, on, `${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, '0')}`));
    fc.assert(
      fc.property(fc.array(fact, { minLength: 1, maxLength: 30 }), (facts) => {
        const net = facts.reduce((sum, { kind: which, amount }) => {
          const money = Money.parse(amount);
          return which === 'payment' ? sum.plus(money) : sum.minus(money);
        }, Money.zero);
        const forwards = burnUpSteps(facts, [], '2025-12-31');
        expect(forwards.at(-1)?.net).toBe(net.toText());
        expect(burnUpSteps([...facts].reverse(), [], '2025-12-31')).toEqual(forwards);
      }),
    );
  });
});
