import { specFor } from '@budget/testing';
import { projectBudgetDecider } from './project-budget.decider';
import { adjusted, adjusting, day, paid, paying, registered, revised, yearEndDecided, yuan } from './project-budget.builders';

const { given } = specFor(projectBudgetDecider);
// 30,000.00 元, all of it 财政资金.
const project = registered();
const of = (fiscal: string, other = '0.00') => ({ amount: { fiscal: yuan(fiscal), other: yuan(other), carriedOver: yuan('0.00') } });

describe('adjusting a budget', () => {
  it.each(['increase', 'decrease', 'reclaim'] as const)('%s is recorded with its document, its day and its reason', (kind) => {
    given(project).when(adjusting(kind, '5000.00')).then(adjusted(kind, '5000.00'));
  });

  it('raises the limit of payments from its own day on', () => {
    const day1 = { effectiveOn: day('2025-11-15') };
    given(project, adjusted('increase', '5000.00', day1))
      .when(paying('z1', '35000.00', '2025-11-15'))
      .then(paid('z1', '35000.00', '2025-11-15'));
    given(project, adjusted('increase', '5000.00', { effectiveOn: day('2025-11-16') }))
      .when(paying('z1', '35000.00', '2025-11-15'))
      .thenRejectedWith({
        ...{ kind: 'budget-exceeded', budget: yuan('30000.00'), netPaid: yuan('0.00') },
        ...{ available: yuan('30000.00'), requested: yuan('35000.00') },
      });
  });

  it('keeps money for a decrease that comes later', () => {
    given(project, adjusted('decrease', '10000.00', { effectiveOn: day('2025-12-01') }))
      .when(paying('z1', '20000.01'))
      .thenRejectedWith({
        ...{ kind: 'budget-exceeded', budget: yuan('20000.00'), netPaid: yuan('0.00') },
        ...{ available: yuan('20000.00'), requested: yuan('20000.01') },
      });
  });

  it('may take everything that is not paid, and not a fen more', () => {
    given(project, paid('z1', '19800.00')).when(adjusting('decrease', '10200.00')).then(adjusted('decrease', '10200.00'));
    given(project, paid('z1', '19800.00'))
      .when(adjusting('reclaim', '10200.01'))
      .thenRejectedWith({ kind: 'budget-below-net-paid', budget: yuan('19799.99'), netPaid: yuan('19800.00') });
  });

  it('takes from a source only what this source has, on every day from its own on', () => {
    given(project)
      .when(adjusting('decrease', '0.00', of('0.00', '0.01')))
      .thenRejectedWith({ kind: 'source-exhausted', field: 'other', available: yuan('0.00'), requested: yuan('0.01') });
    given(project, adjusted('increase', '0.00', { ...of('0.00', '500.00'), effectiveOn: day('2025-08-01') }))
      .when(adjusting('decrease', '0.00', { ...of('0.00', '500.00'), documentNo: '13号' }))
      .thenRejectedWith({ kind: 'source-exhausted', field: 'other', available: yuan('0.00'), requested: yuan('500.00') });
  });

  it('takes from one source although a later publication left another one short', () => {
    const published = { budget: { fiscal: yuan('10000.00'), other: yuan('50000.00'), carriedOver: yuan('0.00') } };
    const short = [
      project,
      adjusted('decrease', '20000.00'),
      revised(published, [{ field: 'budget.fiscal', from: '30000.00', to: '10000.00' }]),
    ] as const;
    const taken = { ...of('0.00', '100.00'), documentNo: '13号' };
    given(...short)
      .when(adjusting('decrease', '0.00', taken))
      .then(adjusted('decrease', '0.00', taken));
  });

  it('raises the budget of a project that a treasury file has overspent', () => {
    given(project, paid('z1', '40000.00')).when(adjusting('increase', '5000.00')).then(adjusted('increase', '5000.00'));
  });

  it('sent again with the same content is the same adjustment; with another content it is refused', () => {
    given(project, adjusted('increase', '5000.00')).when(adjusting('increase', '5000.00')).thenNothingHappens();
    given(project, adjusted('increase', '5000.00'))
      .when(adjusting('increase', '5000.01'))
      .thenRejectedWith({ kind: 'document-conflict', documentNo: '魏财预〔2025〕12号', differs: ['amount'] });
  });

  it('of one document may be of two kinds', () => {
    given(project, adjusted('increase', '5000.00')).when(adjusting('decrease', '10.00')).then(adjusted('decrease', '10.00'));
  });

  it.each([
    ['0.00', { kind: 'amount-not-positive', amount: yuan('0.00') }],
    ['-1.00', { kind: 'budget-negative', field: 'fiscal', amount: yuan('-1.00') }],
    [
      '99999999999999.99',
      { kind: 'budget-too-large', field: 'amount', amount: yuan('100000000029999.99'), largest: yuan('99999999999999.99') },
    ],
  ] as const)('refuses %s', (amount, rejection) => {
    given(project).when(adjusting('increase', amount)).thenRejectedWith(rejection);
  });

  it('refuses a day of another year, an unknown project, and a project whose year is closed', () => {
    given(project)
      .when(adjusting('increase', '1.00', { effectiveOn: day('2026-01-01') }))
      .thenRejectedWith({ kind: 'date-outside-fiscal-year', field: 'effectiveOn', date: day('2026-01-01'), fiscalYear: 2025 });
    given().when(adjusting('increase', '1.00')).thenRejectedWith({ kind: 'project-not-found' });
    given(project, yearEndDecided('return', { unspent: '30000.00', carriedOver: '0.00', returned: '30000.00' }))
      .when(adjusting('increase', '1.00'))
      .thenRejectedWith({ kind: 'year-end-decided', documentNo: '魏财预〔2026〕1号' });
  });
});
