export * from './alerting-core';
export * from './alerting-service.module';
export * from './alerting.subscriber';
