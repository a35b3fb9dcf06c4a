export * from './clock.port';
export * from './event-store.port';
export * from './handle-command';
export * from './subscription.port';
export * from './stream-memory';
