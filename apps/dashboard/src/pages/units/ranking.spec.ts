import { Money } from '@budget/kernel';
import { ranking } from './ranking';

function unit(code: string, total: string, rate: string | null) {
  const yuan = (text: string) => Money.parse(text).toText();
  const budget = { fiscal: yuan(total), other: yuan('0.00'), carriedOver: yuan('0.00'), total: yuan(total) };
  const zero = yuan('0.00');
  return {
    code,
    budget: { initial: budget, current: budget },
    execution: { paid: zero, refunded: zero, net: zero, rate, remaining: zero, received: zero },
  };
}

describe('The ranking of units', () => {
  it('goes by execution rate, shares a rank between equals, and does not rank the smallest', () => {
    const units = [
      unit('D', '99999.99', '100.00'),
      unit('C', '4000000.00', '40.00'),
      unit('B', '3000000.00', '62.50'),
      unit('A', '2900000.00', '40.00'),
      unit('E', '100000.00', '12.00'),
    ];
    expect(ranking(units, '10000000.00').map(({ unit: { code }, rank }) => [code, rank])).toEqual([
      ['B', 1],
      ['A', 2],
      ['C', 2],
      ['E', 4],
      ['D', null],
    ]);
  });

  it('does not rank a unit without budget', () => {
    expect(ranking([unit('A', '0.00', null)], '0.00').map(({ rank }) => rank)).toEqual([null]);
  });
});
