export { refuseUsedPort } from './cannot-listen';
export * from './database-away';
export * from './host';
export * from './one-at-a-time';
export * from './run-service';
export * from './run-until-signal';
export * from './serve';
export * from './subscriptions-of';
export * from './live-place-of';
