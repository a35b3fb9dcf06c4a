export * from './disbursement-file.events';
export * from './disbursement-file.history';
export * from './disbursement-file.stream';
export * from './target-document.events';
export * from './target-document.history';
export * from './target-document.stream';
