export * from './data-folder-in-use';
export * from './kept-database';
export * from './start-embedded-postgres';
export * from './testing/use-test-database';
