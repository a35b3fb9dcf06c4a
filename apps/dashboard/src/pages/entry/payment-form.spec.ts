import { paymentBody } from './payment-form';

const day = { format: () => '2025-06-20' };

describe('The request of a payment form', () => {
  it('holds the amount in 元 and leaves empty fields out', () => {
    expect(
      paymentBody({
        projectCode: 'P1',
        voucherNo: ' ZF-1 ',
        amount: '30,000',
        paidOn: day,
        fundSource: 'fiscal',
        payee: '  ',
        use: ' 体检费 ',
      }),
    ).toEqual({ voucherNo: 'ZF-1', amount: '30000.00', paidOn: '2025-06-20', fundSource: 'fiscal', use: '体检费' });
  });

  it('is not made while the amount cannot be read', () => {
    expect(paymentBody({ projectCode: 'P1', voucherNo: 'ZF-1', amount: '3万', paidOn: day, fundSource: 'other' })).toBeNull();
  });
});
