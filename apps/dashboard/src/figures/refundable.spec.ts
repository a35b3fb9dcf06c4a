import { refundableOf } from './refundable';

type Entry = Parameters<typeof refundableOf>[1][number];

const entry = (of: Pick<Entry, 'amount'> & Partial<Entry>): Entry => ({
  kind: 'refund',
  voucherNo: 'TK-1',
  originalVoucherNo: 'ZF-1',
  ...of,
});
const payment = { voucherNo: 'ZF-1', amount: '30000.00' } as const;
const left = (...entries: Entry[]): string => refundableOf(payment, entries).toText();

describe('What may still be refunded', () => {
  it('is the whole payment at first', () => {
    expect(left(entry({ kind: 'payment', voucherNo: 'ZF-1', originalVoucherNo: null, amount: '30000.00' }))).toBe('30000.00');
  });

  it('is less by each refund of this voucher, and of no other', () => {
    expect(left(entry({ amount: '1200.50' }), entry({ amount: '0.50' }), entry({ amount: '9.00', originalVoucherNo: 'ZF-2' }))).toBe(
      '28799.00',
    );
  });

  it('is whole again where a refund was taken back', () => {
    const reversal = entry({ kind: 'reversal', amount: '-1200.50' });
    expect(left(entry({ amount: '1200.50', reversedBy: '9' }), reversal)).toBe('30000.00');
  });
});
