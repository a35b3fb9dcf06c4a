/**
 * SQL that makes a schema of PostgreSQL, for the start of a transaction that makes its tables. Processes, and parts of one process, that
 * start together on a new database wait here for each other: IF NOT EXISTS alone fails in one of them. The lock goes with the transaction.
 * A session that looked for the schema before would still remember that there is none: opening a table makes it hear of the others' work.
 */
export const makeSchema = (name: string): string =>
  `SELECT pg_advisory_xact_lock(hashtextextended('schema ${name}', 0));
   SELECT FROM pg_namespace LIMIT 0;
   CREATE SCHEMA IF NOT EXISTS ${name};`;
