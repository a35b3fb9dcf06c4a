export * from './target-document.events';
export * from './target-document.history';
export * from './target-document.stream';
