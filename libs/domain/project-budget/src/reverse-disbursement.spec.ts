import { specFor } from '@budget/testing';
import { projectBudgetDecider } from './project-budget.decider';
import { paid, paying, refunded, refunding, refundReversed, registered, reversed, reversing, yuan } from './project-budget.builders';

const { given } = specFor(projectBudgetDecider);

describe('reversing a disbursement', () => {
  it('takes back the whole payment on its own paid-on day', () => {
    given(registered(), paid('z1', '1000.00', '2025-03-31'))
      .when(reversing('z1'))
      .then(reversed('z1', '1000.00', '2025-03-31'));
  });

  it('happens once', () => {
    given(registered(), paid('z1', '1000.00'), reversed('z1', '1000.00'))
      .when(reversing('z1'))
      .thenRejectedWith({ kind: 'already-reversed', voucherNo: 'z1' });
  });

  it.each(['200.00', '1000.00'])('is refused when %s were refunded, so that the net never falls below zero', (amount) => {
    given(registered(), paid('z1', '1000.00'), refunded('z1', 't1', amount))
      .when(reversing('z1'))
      .thenRejectedWith({ kind: 'reversal-of-refunded-payment', voucherNo: 'z1', refunded: yuan(amount) });
  });

  it('refuses a project that is not registered and a payment that is not there', () => {
    given().when(reversing('z1')).thenRejectedWith({ kind: 'project-not-found' });
    given(registered()).when(reversing('z1')).thenRejectedWith({ kind: 'voucher-not-found', voucherNo: 'z1' });
  });

  it('is accepted once every refund of the payment was reversed itself', () => {
    given(registered(), paid('z1', '1000.00'), refunded('z1', 't1', '200.00'), refundReversed('z1', 't1', '200.00'))
      .when(reversing('z1'))
      .then(reversed('z1', '1000.00'));
  });
});

describe('reversing a refund', () => {
  const wronglyRefunded = [registered(), paid('z1', '1000.00'), refunded('z1', 't1', '200.00', '2025-08-05')];

  it('takes back the whole refund on the day of its receipt', () => {
    given(...wronglyRefunded)
      .when(reversing('t1'))
      .then(refundReversed('z1', 't1', '200.00', '2025-08-05'));
  });

  it('happens once, and is its own fact beside the reversal of the payment', () => {
    given(...wronglyRefunded, refundReversed('z1', 't1', '200.00', '2025-08-05'))
      .when(reversing('t1'))
      .thenRejectedWith({ kind: 'already-reversed', voucherNo: 't1' });
  });

  it('makes room for the right refund, under another number', () => {
    given(...wronglyRefunded, refundReversed('z1', 't1', '200.00', '2025-08-05'))
      .when(refunding('z1', 't2', '1000.00'))
      .then(refunded('z1', 't2', '1000.00'));
  });

  it('leaves its number used: the same refund again is not recorded a second time', () => {
    given(...wronglyRefunded, refundReversed('z1', 't1', '200.00', '2025-08-05'))
      .when(refunding('z1', 't1', '200.00', '2025-08-05'))
      .thenRejectedWith({ kind: 'voucher-reversed', voucherNo: 't1' });
  });

  it('needs the quota back that the refund had restored', () => {
    const spent = [registered(), paid('z1', '30000.00'), refunded('z1', 't1', '1000.01'), paid('z2', '0.01')];
    given(...spent)
      .when(reversing('t1'))
      .thenRejectedWith({
        kind: 'refund-reversal-exceeds-budget',
        voucherNo: 't1',
        budget: yuan('30000.00'),
        netPaid: yuan('29000.00'),
        available: yuan('1000.00'),
        requested: yuan('1000.01'),
      });
    given(...spent, reversed('z2', '0.01'))
      .when(reversing('t1'))
      .then(refundReversed('z1', 't1', '1000.01'));
  });

  it('uses the quota up again', () => {
    given(registered(), paid('z1', '30000.00'), refunded('z1', 't1', '1000.00'), refundReversed('z1', 't1', '1000.00'))
      .when(paying('z2', '0.01'))
      .thenRejectedWith({
        kind: 'budget-exceeded',
        budget: yuan('30000.00'),
        netPaid: yuan('30000.00'),
        available: yuan('0.00'),
        requested: yuan('0.01'),
      });
  });
});
