import { amountText, grouped, wanText, yuanText } from './amount-text';

describe('Amounts on screen', () => {
  it('are printed in 万元 with two decimals and separators', () => {
    expect(wanText('51336900.00')).toBe('5,133.69');
    expect(wanText('240000.00')).toBe('24.00');
    expect(wanText('49.99')).toBe('0.00');
    expect(wanText('50.00')).toBe('0.01');
  });

  it('are printed exactly in 元', () => {
    expect(yuanText('51336900.01')).toBe('51,336,900.01');
    expect(yuanText('999.00')).toBe('999.00');
  });

  it('keep the sign of a refund', () => {
    expect(wanText('-300000.00')).toBe('-30.00');
    expect(yuanText('-1234567.80')).toBe('-1,234,567.80');
  });

  it('follow the unit that the reader chose', () => {
    expect([amountText('1560000.00', 'wan'), amountText('1560000.00', 'yuan')]).toEqual(['156.00', '1,560,000.00']);
  });

  it('group whole digits only, never decimals', () => {
    expect(grouped('1234567.12345')).toBe('1,234,567.12345');
  });
});
