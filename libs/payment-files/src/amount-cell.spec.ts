import { CODE, csv, errorsIn, read, valueOf } from './testing/read.fixture';

describe('an amount', () => {
  it.each([
    ['1234.5', '1234.50'],
    ['1234', '1234.00'],
    ['1234.500', '1234.50'],
    ['"1,234.50"', '1234.50'],
    ['"1,234,567"', '1234567.00'],
    ['１２３４．５', '1234.50'],
    ['"１，２３４．５０"', '1234.50'],
    ['¥1234.50', '1234.50'],
    ['1234.50元', '1234.50'],
    [' 1234.50 ', '1234.50'],
    ['0012.30', '12.30'],
    ['99999999999999.99', '99999999999999.99'],
  ])('%s is %s 元', async (text, amount) => {
    expect(valueOf((await read(csv(`${CODE},ZF-1,${text},2025-06-30`))).rows)?.amount).toBe(amount);
  });

  it.each([
    ['1.234', 'too-many-decimals'],
    ['-5.00', 'amount-not-positive'],
    ['(5.00)', 'amount-not-positive'],
    ['0.00', 'amount-not-positive'],
    ['1.5万元', 'unit-mismatch'],
    ['"12,34.50"', 'not-an-amount'],
    ['"1,2345"', 'not-an-amount'],
    ['1e3', 'not-an-amount'],
    ['abc', 'not-an-amount'],
    ['1.2.3', 'not-an-amount'],
    ['5²', 'not-an-amount'],
    ['①②', 'not-an-amount'],
    ['٥', 'not-an-amount'],
    ['12.', 'not-an-amount'],
    ['"0,123"', 'not-an-amount'],
    ['"1,234,56"', 'not-an-amount'],
    ['=1+1', 'not-an-amount'],
    ['5千元', 'not-an-amount'],
    ['$5.00', 'not-an-amount'],
    ['5.00-', 'not-an-amount'],
    ['一百', 'not-an-amount'],
    ['', 'required'],
    ['100000000000000', 'amount-too-large'],
  ])('%s is refused: %s', async (text, code) => {
    expect(errorsIn(await read(csv(`${CODE},ZF-1,${text},2025-06-30`)))).toEqual([`2 金额 ${code}`]);
  });
});
