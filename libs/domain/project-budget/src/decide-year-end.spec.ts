import { specFor } from '@budget/testing';
import { projectBudgetDecider } from './project-budget.decider';
import { carriedIn, decidingYearEnd, paid, paying, refunded, registered, yearEndDecided, yuan } from './project-budget.builders';
import type { DisbursementRecorded } from './project-budget.events';

const { given } = specFor(projectBudgetDecider);
const fromCarryOver = (voucherNo: string, amount: string): DisbursementRecorded => ({
  ...paid(voucherNo, amount),
  data: { ...paid(voucherNo, amount).data, fundSource: 'carried-over' },
});

describe('the end of the year', () => {
  it('carries over what a project that goes on has not spent', () => {
    given(registered(), paid('z1', '20000.00'), refunded('z1', 't1', '500.00'))
      .when(decidingYearEnd('carry-over'))
      .then(yearEndDecided('carry-over', { unspent: '10500.00', carriedOver: '10500.00', returned: '0.00' }));
  });

  it('returns what is left of one that has ended', () => {
    given(registered(), paid('z1', '20000.00'))
      .when(decidingYearEnd('return'))
      .then(yearEndDecided('return', { unspent: '10000.00', carriedOver: '0.00', returned: '10000.00' }));
  });

  it('returns what was carried over before and is unused for the second year', () => {
    // 30,000.00 of this year and 3,000.00 of the last one; 1,000.00 of that was spent, so 2,000.00 goes back.
    given(registered(), carriedIn('3000.00'), paid('z1', '20000.00'), fromCarryOver('z2', '1000.00'))
      .when(decidingYearEnd('carry-over'))
      .then(yearEndDecided('carry-over', { unspent: '12000.00', carriedOver: '10000.00', returned: '2000.00' }));
  });

  it('returns no more than is left at all', () => {
    given(registered(), carriedIn('3000.00'), paid('z1', '32000.00'))
      .when(decidingYearEnd('carry-over'))
      .then(yearEndDecided('carry-over', { unspent: '1000.00', carriedOver: '0.00', returned: '1000.00' }));
    given(registered(), paid('z1', '31000.00'))
      .when(decidingYearEnd('carry-over'))
      .then(yearEndDecided('carry-over', { unspent: '0.00', carriedOver: '0.00', returned: '0.00' }));
  });

  it('is decided once, and nothing is paid after it', () => {
    const decided = yearEndDecided('return', { unspent: '30000.00', carriedOver: '0.00', returned: '30000.00' });
    const closed = { kind: 'year-end-decided', documentNo: '魏财预〔2026〕1号' } as const;
    given(registered(), decided).when(decidingYearEnd('carry-over')).thenRejectedWith(closed);
    given(registered(), decided).when(paying('z1', '1.00')).thenRejectedWith(closed);
  });

  it('of an unknown project is refused; the next year needs its project first', () => {
    given().when(decidingYearEnd('return')).thenRejectedWith({ kind: 'project-not-found' });
    given()
      .when({ type: 'ReceiveCarryOver', ...carriedIn('1.00').data })
      .thenRejectedWith({ kind: 'next-year-project-not-found', projectCode: '13043425P00000110076T', fiscalYear: 2025 });
  });

  it('raises the budget of the next year by what it receives', () => {
    given(registered())
      .when({ type: 'ReceiveCarryOver', ...carriedIn('3000.00').data })
      .then(carriedIn('3000.00'));
    given(registered(), carriedIn('3000.00')).when(paying('z1', '33000.00')).then(paid('z1', '33000.00'));
    given(registered(), carriedIn('3000.00'))
      .when(paying('z1', '33000.01'))
      .thenRejectedWith({
        ...{ kind: 'budget-exceeded', budget: yuan('33000.00'), netPaid: yuan('0.00') },
        ...{ available: yuan('33000.00'), requested: yuan('33000.01') },
      });
  });
});
