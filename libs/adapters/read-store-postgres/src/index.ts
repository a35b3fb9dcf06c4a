export { ensureCheckpoints } from './subscriptions/checkpoint';
export * from './subscriptions/hand-over';
export * from './preparing-client';
export * from './subscriptions/postgres-subscriptions';
export * from './subscriptions/reset-subscription';
export * from './subscriptions/subscription-log';
