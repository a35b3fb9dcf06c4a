export * from './postgres-event-store';
export * from './restore-events';
export * from './schema-newer';
export * from './stored-head';
