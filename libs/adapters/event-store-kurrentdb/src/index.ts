export * from './connection-url';
export * from './gateway/store-away';
export * from './kurrentdb-event-store';
export * from './open-event-store-of';
