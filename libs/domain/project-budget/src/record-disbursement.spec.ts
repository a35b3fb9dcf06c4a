import { specFor } from '@budget/testing';
import type { RecordDisbursement } from './project-budget.commands';
import { projectBudgetDecider } from './project-budget.decider';
import { day, paid, paying, refunded, registered, reversed, today, yuan } from './project-budget.builders';

const { given } = specFor(projectBudgetDecider);

describe('recording a disbursement', () => {
  it('records money paid from a registered project', () => {
    given(registered()).when(paying('z1', '19800.00')).then(paid('z1', '19800.00'));
  });

  it('records nothing but the fields of the fact', () => {
    given(registered())
      .when({ ...paying('z1', '1.00'), requestedBy: 'someone' } as RecordDisbursement)
      .then(paid('z1', '1.00'));
  });

  it('refuses a project that is not registered', () => {
    given().when(paying('z1', '1.00')).thenRejectedWith({ kind: 'project-not-found' });
  });

  describe('the amount', () => {
    it('may take the last fen of the budget', () => {
      given(registered(), paid('z1', '19800.00'), paid('z2', '10199.99')).when(paying('z3', '0.01')).then(paid('z3', '0.01'));
    });

    it('may not take one fen more than is left', () => {
      given(registered(), paid('z1', '19800.00'))
        .when(paying('z2', '10200.01'))
        .thenRejectedWith({
          kind: 'budget-exceeded',
          budget: yuan('30000.00'),
          netPaid: yuan('19800.00'),
          available: yuan('10200.00'),
          requested: yuan('10200.01'),
        });
    });

    it('is limited by the total of all fund sources, whichever it comes from', () => {
      const budget = { fiscal: yuan('100.00'), other: yuan('50.00'), carriedOver: yuan('25.00') };
      given(registered({ budget })).when(paying('z1', '175.00')).then(paid('z1', '175.00'));
      given(registered({ budget }))
        .when(paying('z1', '175.01'))
        .thenRejectedWith({
          kind: 'budget-exceeded',
          budget: yuan('175.00'),
          netPaid: yuan('0.00'),
          available: yuan('175.00'),
          requested: yuan('175.01'),
        });
    });

    it('may spend refunded money again', () => {
      given(registered(), paid('z1', '30000.00'), refunded('z1', 't1', '500.00'))
        .when(paying('z2', '500.00'))
        .then(paid('z2', '500.00'));
    });

    it('may spend reversed money again', () => {
      given(registered(), paid('z1', '30000.00'), reversed('z1', '30000.00')).when(paying('z2', '30000.00')).then(paid('z2', '30000.00'));
    });

    it.each(['0.00', '-1.00'])('is refused when it is %s', (amount) => {
      given(registered())
        .when(paying('z1', amount))
        .thenRejectedWith({ kind: 'amount-not-positive', amount: yuan(amount) });
    });
  });

  describe('the paid-on date', () => {
    it.each(['2025-01-01', '2025-11-15'])('may be %s, from the first day of the year to today', (paidOn) => {
      given(registered())
        .when(paying('z1', '1.00', paidOn))
        .then(paid('z1', '1.00', paidOn));
    });

    it.each(['2024-12-31', '2026-01-01'])('is refused outside the fiscal year: %s', (paidOn) => {
      given(registered())
        .when(paying('z1', '1.00', paidOn, { today: day('2026-02-01') }))
        .thenRejectedWith({ kind: 'date-outside-fiscal-year', field: 'paidOn', date: day(paidOn), fiscalYear: 2025 });
    });

    it('is refused after today', () => {
      given(registered())
        .when(paying('z1', '1.00', '2025-11-16'))
        .thenRejectedWith({ kind: 'date-in-future', field: 'paidOn', date: day('2025-11-16'), today });
    });

    it('may be the last day of the year when it is recorded in the next one', () => {
      given(registered())
        .when(paying('z1', '1.00', '2025-12-31', { today: day('2026-01-05') }))
        .then(paid('z1', '1.00', '2025-12-31'));
    });
  });

  describe('the voucher number', () => {
    it('with the same content again does nothing, on a later day and with an exhausted budget too', () => {
      given(registered(), paid('z1', '30000.00'))
        .when(paying('z1', '30000.00', '2025-06-12', { today: day('2025-12-01') }))
        .thenNothingHappens();
    });

    it.each<[string, Partial<RecordDisbursement>, readonly string[]]>([
      ['amount', { amount: yuan('1.00') }, ['amount']],
      ['paid-on date', { paidOn: day('2025-06-13') }, ['paidOn']],
      ['fund source', { fundSource: 'other' }, ['fundSource']],
      ['payment method', { paymentMethod: null }, ['paymentMethod']],
      ['payee', { payee: '另一公司' }, ['payee']],
      ['account', { payeeAccount: null }, ['payeeAccount']],
      ['use', { use: '培训' }, ['use']],
      ['amount and use', { use: '培训', amount: yuan('-1.00') }, ['amount', 'use']],
    ])('with another %s is a conflict', (_, change, differs) => {
      given(registered(), paid('z1', '100.00'))
        .when({ ...paying('z1', '100.00'), ...change })
        .thenRejectedWith({ kind: 'voucher-conflict', voucherNo: 'z1', differs });
    });

    it('of a reversed payment stays used', () => {
      given(registered(), paid('z1', '100.00'), reversed('z1', '100.00'))
        .when(paying('z1', '100.00'))
        .thenRejectedWith({ kind: 'voucher-reversed', voucherNo: 'z1' });
    });

    it('of a reversed payment with other content is a conflict', () => {
      given(registered(), paid('z1', '100.00'), reversed('z1', '100.00'))
        .when(paying('z1', '99.00'))
        .thenRejectedWith({ kind: 'voucher-conflict', voucherNo: 'z1', differs: ['amount'] });
    });

    it('of a refund is used as well', () => {
      given(registered(), paid('z1', '100.00'), refunded('z1', 't1', '40.00'))
        .when(paying('t1', '40.00'))
        .thenRejectedWith({ kind: 'voucher-conflict', voucherNo: 't1', differs: ['kind'] });
    });
  });

  it('is checked in the order voucher, amount, year, today, budget', () => {
    const wrong = { amount: yuan('-1.00'), paidOn: day('2026-01-01') };
    given(registered(), paid('z1', '100.00'))
      .when({ ...paying('z1', '100.00'), ...wrong })
      .thenRejectedWith({ kind: 'voucher-conflict', voucherNo: 'z1', differs: ['amount', 'paidOn'] });
    given(registered())
      .when({ ...paying('z1', '100.00'), ...wrong })
      .thenRejectedWith({ kind: 'amount-not-positive', amount: yuan('-1.00') });
    given(registered())
      .when(paying('z1', '99999.00', '2026-01-01'))
      .thenRejectedWith({ kind: 'date-outside-fiscal-year', field: 'paidOn', date: day('2026-01-01'), fiscalYear: 2025 });
    given(registered())
      .when(paying('z1', '99999.00', '2025-12-31'))
      .thenRejectedWith({ kind: 'date-in-future', field: 'paidOn', date: day('2025-12-31'), today });
  });
});
