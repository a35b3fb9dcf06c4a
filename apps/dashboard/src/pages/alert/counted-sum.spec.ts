import { Money } from '@budget/kernel';
import { countedSum } from './counted-sum';

describe('The payments that an alert counted', () => {
  it('add up net of refunds and reversals', () => {
    const yuan = (text: string) => Money.parse(text).toText();
    const entries = [
      { kind: 'payment', amount: yuan('150000.00') },
      { kind: 'refund', amount: yuan('30000.00') },
      { kind: 'payment', amount: yuan('500.00') },
      { kind: 'reversal', amount: yuan('500.00') },
    ] as const;
    expect(countedSum(entries).toText()).toBe('120000.00');
  });
});
