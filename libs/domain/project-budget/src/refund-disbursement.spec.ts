import { specFor } from '@budget/testing';
import type { RefundDisbursement } from './project-budget.commands';
import { projectBudgetDecider } from './project-budget.decider';
import { day, paid, refunded, refunding, registered, reversed, today, voucher, yuan } from './project-budget.builders';

const { given } = specFor(projectBudgetDecider);
const paidOnce = [registered(), paid('z1', '1000.00')] as const;

describe('refunding a disbursement', () => {
  it('takes money back under its own voucher, with the fund source of the payment', () => {
    given(...paidOnce)
      .when(refunding('z1', 't1', '200.00'))
      .then(refunded('z1', 't1', '200.00'));
  });

  it('may happen in parts up to the last fen of the payment', () => {
    given(...paidOnce, refunded('z1', 't1', '999.99'))
      .when(refunding('z1', 't2', '0.01'))
      .then(refunded('z1', 't2', '0.01'));
  });

  it('refuses a fen more than is left of the payment', () => {
    given(...paidOnce, refunded('z1', 't1', '200.00'))
      .when(refunding('z1', 't2', '800.01'))
      .thenRejectedWith({
        kind: 'refund-exceeds-payment',
        paid: yuan('1000.00'),
        refunded: yuan('200.00'),
        refundable: yuan('800.00'),
        requested: yuan('800.01'),
      });
  });

  it('is limited by its own payment, not by what the project has paid', () => {
    given(...paidOnce, paid('z2', '5000.00'))
      .when(refunding('z1', 't1', '1000.01'))
      .thenRejectedWith({
        kind: 'refund-exceeds-payment',
        paid: yuan('1000.00'),
        refunded: yuan('0.00'),
        refundable: yuan('1000.00'),
        requested: yuan('1000.01'),
      });
  });

  it.each(['0.00', '-5.00'])('refuses the amount %s', (amount) => {
    given(...paidOnce)
      .when(refunding('z1', 't1', amount))
      .thenRejectedWith({ kind: 'amount-not-positive', amount: yuan(amount) });
  });

  it('refuses a project that is not registered and a payment that is not there', () => {
    given()
      .when(refunding('z1', 't1', '1.00'))
      .thenRejectedWith({ kind: 'project-not-found' });
    given(...paidOnce)
      .when(refunding('z9', 't1', '1.00'))
      .thenRejectedWith({ kind: 'voucher-not-found', voucherNo: 'z9' });
  });

  it('does not take the voucher of a refund for a payment', () => {
    given(...paidOnce, refunded('z1', 't1', '200.00'))
      .when(refunding('t1', 't2', '1.00'))
      .thenRejectedWith({ kind: 'voucher-not-found', voucherNo: 't1' });
  });

  it('refuses to refund a reversed payment', () => {
    given(...paidOnce, reversed('z1', '1000.00'))
      .when(refunding('z1', 't1', '1.00'))
      .thenRejectedWith({ kind: 'voucher-reversed', voucherNo: 'z1' });
  });

  describe('the received-on date', () => {
    it.each(['2025-06-12', '2025-11-15'])('may be %s, from the day of the payment to today', (receivedOn) => {
      given(...paidOnce)
        .when(refunding('z1', 't1', '1.00', receivedOn))
        .then(refunded('z1', 't1', '1.00', receivedOn));
    });

    it('is refused before the payment', () => {
      given(...paidOnce)
        .when(refunding('z1', 't1', '1.00', '2025-06-11'))
        .thenRejectedWith({ kind: 'refund-before-payment', receivedOn: day('2025-06-11'), paidOn: day('2025-06-12') });
    });

    it('is refused after today', () => {
      given(...paidOnce)
        .when(refunding('z1', 't1', '1.00', '2025-11-16'))
        .thenRejectedWith({ kind: 'date-in-future', field: 'receivedOn', date: day('2025-11-16'), today });
    });

    it.each(['2024-12-31', '2026-01-01'])('is refused outside the fiscal year: %s', (receivedOn) => {
      given(...paidOnce)
        .when(refunding('z1', 't1', '1.00', receivedOn, { today: day('2026-02-01') }))
        .thenRejectedWith({ kind: 'date-outside-fiscal-year', field: 'receivedOn', date: day(receivedOn), fiscalYear: 2025 });
    });
  });

  describe('the refund voucher', () => {
    it('with the same content again does nothing, also when all of the payment is refunded', () => {
      given(...paidOnce, refunded('z1', 't1', '1000.00'))
        .when(refunding('z1', 't1', '1000.00'))
        .thenNothingHappens();
    });

    it.each<[string, Partial<RefundDisbursement>, readonly string[]]>([
      ['payment', { voucherNo: voucher('z2') }, ['voucherNo']],
      ['amount', { amount: yuan('1.00') }, ['amount']],
      ['received-on date', { receivedOn: day('2025-07-02') }, ['receivedOn']],
      ['reason', { reason: '合同取消' }, ['reason']],
    ])('with another %s is a conflict', (_, change, differs) => {
      given(...paidOnce, paid('z2', '10.00'), refunded('z1', 't1', '200.00'))
        .when({ ...refunding('z1', 't1', '200.00'), ...change })
        .thenRejectedWith({ kind: 'voucher-conflict', voucherNo: 't1', differs });
    });

    it.each(['z1', 'z2'])('may not be the voucher of a payment: %s', (refundVoucherNo) => {
      given(...paidOnce, paid('z2', '10.00'))
        .when(refunding('z1', refundVoucherNo, '10.00'))
        .thenRejectedWith({ kind: 'voucher-conflict', voucherNo: refundVoucherNo, differs: ['kind'] });
    });
  });
});
