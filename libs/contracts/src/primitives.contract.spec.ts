import { voucherNo } from './primitives.contract';

describe('The number of a voucher', () => {
  it.each(['PZ-002', 'ＰＺ－００２', ' PZ-002 ', 'PZ\u200b-002', '\ufeffPZ-002'])('is one number however %j was typed', (typed) => {
    expect(voucherNo.parse(typed)).toBe('PZ-002');
  });

  it('keeps capital and small letters, brackets of years and leading zeros apart', () => {
    expect(['pz-002', '冀财〔2025〕08号', '0002'].map((typed) => voucherNo.parse(typed))).toEqual(['pz-002', '冀财〔2025〕08号', '0002']);
  });

  it.each(['', '  ', '\u200b', 'PZ\u0007', 'x'.repeat(65)])('is refused as %j', (typed) => {
    expect(voucherNo.safeParse(typed).success).toBe(false);
  });
});
