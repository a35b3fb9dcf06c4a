import { specFor } from '@budget/testing';
import { projectBudgetDecider } from './project-budget.decider';
import { day, received, receiving, registered, today, yuan } from './project-budget.builders';

const { given } = specFor(projectBudgetDecider);

describe('money that arrives', () => {
  it('is recorded whatever the budget says, once for each document', () => {
    given(registered()).when(receiving('40000.00')).then(received('40000.00'));
    given(registered(), received('100.00')).when(receiving('100.00')).thenNothingHappens();
    given(registered(), received('100.00'))
      .when(receiving('200.00'))
      .thenRejectedWith({ kind: 'document-conflict', documentNo: '魏财库〔2025〕7号', differs: ['amount'] });
  });

  it('refuses a day to come, a day of another year, an amount of nothing and an unknown project', () => {
    given(registered())
      .when(receiving('1.00', { receivedOn: day('2025-11-16') }))
      .thenRejectedWith({ kind: 'date-in-future', field: 'receivedOn', date: day('2025-11-16'), today });
    given(registered())
      .when(receiving('1.00', { receivedOn: day('2024-12-31') }))
      .thenRejectedWith({ kind: 'date-outside-fiscal-year', field: 'receivedOn', date: day('2024-12-31'), fiscalYear: 2025 });
    given(registered())
      .when(receiving('0.00'))
      .thenRejectedWith({ kind: 'amount-not-positive', amount: yuan('0.00') });
    given().when(receiving('1.00')).thenRejectedWith({ kind: 'project-not-found' });
  });
});
