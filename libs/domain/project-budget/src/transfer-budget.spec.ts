import { specFor } from '@budget/testing';
import { projectBudgetDecider } from './project-budget.decider';
import type { otherProject } from './project-budget.builders';
import { paid, project, registered, transferred, transferring, yuan } from './project-budget.builders';

const { given } = specFor(projectBudgetDecider);

describe('one side of a transfer between two projects', () => {
  it('is recorded where the money leaves and where it arrives', () => {
    given(registered()).when(transferring('out', '5000.00')).then(transferred('out', '5000.00'));
    given(registered()).when(transferring('in', '5000.00')).then(transferred('in', '5000.00'));
  });

  it('leaves the giving project what it has paid', () => {
    given(registered(), paid('z1', '19800.00')).when(transferring('out', '10200.00')).then(transferred('out', '10200.00'));
    given(registered(), paid('z1', '19800.00'))
      .when(transferring('out', '10200.01'))
      .thenRejectedWith({ kind: 'budget-below-net-paid', budget: yuan('19799.99'), netPaid: yuan('19800.00') });
  });

  it('takes it from a source that has it', () => {
    given(registered())
      .when(transferring('out', '1.00', { fundSource: 'carried-over' }))
      .thenRejectedWith({ kind: 'source-exhausted', field: 'carriedOver', available: yuan('0.00'), requested: yuan('1.00') });
  });

  it('sent again is the same transfer; another amount under its number is refused', () => {
    given(registered(), transferred('out', '5000.00')).when(transferring('out', '5000.00')).thenNothingHappens();
    given(registered(), transferred('out', '5000.00'))
      .when(transferring('out', '4000.00'))
      .thenRejectedWith({ kind: 'document-conflict', documentNo: '魏财预〔2025〕13号', differs: ['amount'] });
  });

  it('may move money of one document to several projects', () => {
    const third = { otherProject: '13043425P00000310076X' as typeof otherProject };
    given(registered(), transferred('out', '5000.00'))
      .when(transferring('out', '1000.00', third))
      .then(transferred('out', '1000.00', third));
  });

  it('refuses a transfer to itself, an amount of nothing and an unknown project', () => {
    given(registered())
      .when(transferring('out', '1.00', { otherProject: project.projectCode }))
      .thenRejectedWith({ kind: 'transfer-to-itself', projectCode: project.projectCode });
    given(registered())
      .when(transferring('in', '0.00'))
      .thenRejectedWith({ kind: 'amount-not-positive', amount: yuan('0.00') });
    given().when(transferring('in', '1.00')).thenRejectedWith({ kind: 'project-not-found' });
  });
});
