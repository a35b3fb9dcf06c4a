import fc from 'fast-check';
import { readTypedAmount } from './typed-amount';

describe('An amount as people type it', () => {
  it.each([
    ['30000', '30000.00'],
    ['30,000.5', '30000.50'],
    [' 1 234.56 ', '1234.56'],
    ['３０，０００．５０', '30000.50'],
    ['007.10', '7.10'],
    ['1,234,567.8', '1234567.80'],
    ['0.01', '0.01'],
    ['5.', '5.00'],
  ])('reads %s as %s 元', (typed, amount) => {
    expect(readTypedAmount(typed)).toEqual({ ok: true, amount });
  });

  it.each([
    ['', 'empty'],
    ['  ', 'empty'],
    ['3万', 'not-a-number'],
    ['1e5', 'not-a-number'],
    ['1.2.3', 'not-a-number'],
    ['12,5', 'misplaced-separator'],
    ['12，5', 'misplaced-separator'],
    ['1,0000', 'misplaced-separator'],
    ['1234,567', 'misplaced-separator'],
    ['1,234.567,8', 'misplaced-separator'],
    ['30,000,', 'misplaced-separator'],
    ['1 2', 'misplaced-separator'],
    ['.5', 'not-a-number'],
    ['12.345', 'finer-than-fen'],
    ['0', 'not-positive'],
    ['-5', 'not-positive'],
  ])('does not read "%s": %s', (typed, because) => {
    expect(readTypedAmount(typed)).toEqual({ ok: false, because });
  });

  it('reads back every amount it could print', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: 99_999_999_999_999n }), (fen) => {
        const amount = `${fen / 100n}.${(fen % 100n).toString().padStart(2, '0')}`;
        const typed = amount.replace(/\B(?=(\d{3})+\.)/g, ',');
        expect(readTypedAmount(typed)).toEqual({ ok: true, amount });
      }),
    );
  });
});
