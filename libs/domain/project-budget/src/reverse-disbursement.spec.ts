import { specFor } from '@budget/testing';
import { projectBudgetDecider } from './project-budget.decider';
import { paid, refunded, registered, reversed, reversing, yuan } from './project-budget.builders';

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

  it('does not take the voucher of a refund for a payment', () => {
    given(registered(), paid('z1', '1000.00'), refunded('z1', 't1', '1.00'))
      .when(reversing('t1'))
      .thenRejectedWith({ kind: 'voucher-not-found', voucherNo: 't1' });
  });
});
