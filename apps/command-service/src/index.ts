export * from './budget/project-budgets';
export * from './command-service.module';
export * from './documents/document-files';
export * from './documents/import-target-document.handler';
export * from './documents/import-target-document.message';
export * from './guards/fiscal-years';
export * from './guards/guards.schema';
export * from './guards/guards.subscriber';
