import type { BudgetAdjusted, BudgetTransferred, FundsReceived } from './project-budget.events';

type Documented =
  | { readonly type: 'BudgetAdjusted'; readonly data: Pick<BudgetAdjusted['data'], 'kind' | 'documentNo'> }
  | {
      readonly type: 'BudgetTransferred';
      readonly data: Pick<BudgetTransferred['data'], 'direction' | 'otherProject' | 'fundSource' | 'documentNo'>;
    }
  | { readonly type: 'FundsReceived'; readonly data: Pick<FundsReceived['data'], 'fundSource' | 'documentNo'> };

/**
 * What makes a fact with a document number (文号) the same one when it is sent again. One document may adjust a project in several kinds, and
 * move money to several projects and of several sources.
 */
export function documentKey({ type, data }: Documented): string {
  switch (type) {
    case 'BudgetAdjusted':
      return [type, data.kind, data.documentNo].join('\n');
    case 'BudgetTransferred':
      return [type, data.direction, data.otherProject, data.fundSource, data.documentNo].join('\n');
    case 'FundsReceived':
      return [type, data.fundSource, data.documentNo].join('\n');
  }
}
