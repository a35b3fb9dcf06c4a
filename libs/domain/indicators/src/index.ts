export * from './default-aggregation';
export * from './occurrences-per-year';
export * from './parse-target';
export * from './printed-operator';
export * from './resembles-number';
export * from './target';
export * from './target-amount';
export * from './without-space-and-width';
