export * from './milestone-check.events';
export * from './milestone-check.stream';
