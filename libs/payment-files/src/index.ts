export { COLUMNS, type ColumnName } from './columns';
export type { PaymentRow, ReadRow } from './payment-row';
export * from './read-payment-file';
export * from './read-statement';
export * from './read-table';
export type { RowError } from './row-error';
export * from './table';
export * from './unreadable-file';
