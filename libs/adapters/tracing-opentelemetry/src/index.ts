export * from './open-tracing';
