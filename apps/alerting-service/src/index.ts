export * from './alerting-core';
export * from './alerting-service.module';
export * from './alerting.subscriber';
export { createDueMilestones } from './judging/due-milestones.schema';
export * from './judging/milestone-to-judge';
export * from './lag/lag-to-assess';
export type { ProjectKey, WatchedProject } from './watched-projects';
