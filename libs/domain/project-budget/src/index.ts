export * from './ids';
export * from './project-budget.commands';
export * from './project-budget.events';
export * from './project-budget.rejections';
export * from './project-budget.stream';
