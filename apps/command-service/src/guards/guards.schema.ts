import { makeSchema, type Transaction } from '@budget/ports';

/** What the command service must know beyond one stream. Kept from events, never from the read model. */
export async function createGuards(database: Transaction): Promise<void> {
  await database.query(`
    ${makeSchema('command')}
    CREATE TABLE IF NOT EXISTS command.fiscal_year (fiscal_year int PRIMARY KEY);
    CREATE TABLE IF NOT EXISTS command.unit (code text PRIMARY KEY);
    CREATE TABLE IF NOT EXISTS command.voucher_use (
      fiscal_year  int    NOT NULL,
      region       text   NOT NULL,
      voucher_no   text   NOT NULL,
      project_code text   NOT NULL,
      used_on      date   NOT NULL,
      position     bigint NOT NULL,
      reversed_at  bigint,
      PRIMARY KEY (fiscal_year, region, voucher_no, project_code)
    )`);
}
