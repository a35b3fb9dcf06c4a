export * from './alert.events';
export * from './alert.stream';
