export * from './async-api';
export * from './cloud-event-headers.contract';
export * from './integration-events.contract';
export * from './integration-schemas';
export * from './schema-compatibility';
