import type { ProjectCode } from './ids';

/** The text before the first "-" is the category in KurrentDB, so it holds no "-" itself. */
export const projectBudgetStream = (of: { readonly projectCode: ProjectCode | string; readonly fiscalYear: number }): string =>
  `projectBudget-${of.projectCode}-${of.fiscalYear}`;
