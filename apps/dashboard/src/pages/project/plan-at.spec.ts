import { Money, parseLocalDate } from '@budget/kernel';
import { planAt } from './plan-at';

const at = (date: string, effectivePercent: string, amount: string) => ({
  date: parseLocalDate(date),
  effectivePercent,
  plannedAmount: Money.parse(amount).toText(),
});
const plan = [at('2025-03-31', '30.00', '45000.00'), at('2025-06-30', '30.00', '45000.00'), at('2025-12-31', '100.00', '150000.00')];

describe('The plan that holds on a day', () => {
  it('is nothing before the first checkpoint', () => {
    expect(planAt(plan, '2025-03-30')).toEqual({ percent: '0.00', amount: '0.00' });
  });

  it('is that of the last checkpoint, its own day included', () => {
    expect(planAt(plan, '2025-03-31')).toEqual({ percent: '30.00', amount: '45000.00' });
    expect(planAt(plan, '2025-12-30')).toEqual({ percent: '30.00', amount: '45000.00' });
    expect(planAt([...plan].reverse(), '2025-12-31')).toEqual({ percent: '100.00', amount: '150000.00' });
  });
});
