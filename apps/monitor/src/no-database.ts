import type { Transaction } from '@budget/ports';

/** For what is only tried out over a store in memory: keeps nothing, knows nothing. */
export const NO_DATABASE: Transaction = { query: () => Promise.resolve({ rows: [], rowCount: 0 }) };
