import type { MigrationInterface } from 'typeorm';
import type { SqlRunner } from './sql-runner';

/** Budgets that change by document, plans that are revised, money that arrives and the end of the year: each row one fact with the day it counts from. */
export class BudgetChanges1750000000005 implements MigrationInterface {
  readonly name = 'BudgetChanges1750000000005';

  async up(runner: SqlRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE read_model.plan_version (
        fiscal_year    int           NOT NULL,
        project_code   text          NOT NULL,
        plan_version   int           NOT NULL,
        origin         text          NOT NULL,
        effective_on   date          NOT NULL,
        reason         text,
        document_no    text,
        recorded_at    timestamptz   NOT NULL,
        recorded_by    text,
        position       bigint        NOT NULL,
        PRIMARY KEY (fiscal_year, project_code, plan_version)
      )`);
    await runner.query(`CREATE INDEX plan_revisions ON read_model.plan_version (fiscal_year, project_code) WHERE origin = 'revision'`);
    await runner.query(`
      INSERT INTO read_model.plan_version (fiscal_year, project_code, plan_version, origin, effective_on, recorded_at, position)
      SELECT DISTINCT ON (fiscal_year, project_code, plan_version) fiscal_year, project_code, plan_version, 'published',
             make_date(fiscal_year, 1, 1), recorded_at, position
        FROM read_model.target_version ORDER BY fiscal_year, project_code, plan_version, no`);
    await runner.query(`
      CREATE TABLE read_model.budget_change (
        position       bigint        NOT NULL,
        fiscal_year    int           NOT NULL,
        project_code   text          NOT NULL,
        kind           text          NOT NULL,
        fiscal         numeric(20,2) NOT NULL,
        other          numeric(20,2) NOT NULL,
        carried_over   numeric(20,2) NOT NULL,
        other_project  text,
        document_no    text          NOT NULL,
        effective_on   date          NOT NULL,
        reason         text,
        recorded_at    timestamptz   NOT NULL,
        recorded_by    text          NOT NULL,
        PRIMARY KEY (position)
      )`);
    await runner.query(
      `CREATE INDEX budget_change_of_project ON read_model.budget_change (fiscal_year, project_code, effective_on, position)`,
    );
    await runner.query(`
      CREATE TABLE read_model.funds_received (
        position       bigint        NOT NULL,
        fiscal_year    int           NOT NULL,
        project_code   text          NOT NULL,
        amount         numeric(20,2) NOT NULL,
        fund_source    text          NOT NULL,
        received_on    date          NOT NULL,
        document_no    text          NOT NULL,
        recorded_at    timestamptz   NOT NULL,
        recorded_by    text          NOT NULL,
        PRIMARY KEY (position)
      )`);
    await runner.query(`CREATE INDEX funds_of_project ON read_model.funds_received (fiscal_year, project_code, received_on)`);
    await runner.query(`
      CREATE TABLE read_model.year_end (
        fiscal_year    int           NOT NULL,
        project_code   text          NOT NULL,
        decision       text          NOT NULL,
        unspent        numeric(20,2) NOT NULL,
        carried_over   numeric(20,2) NOT NULL,
        returned       numeric(20,2) NOT NULL,
        next_year_project text,
        document_no    text          NOT NULL,
        recorded_at    timestamptz   NOT NULL,
        recorded_by    text          NOT NULL,
        position       bigint        NOT NULL,
        PRIMARY KEY (fiscal_year, project_code)
      )`);
  }

  async down(runner: SqlRunner): Promise<void> {
    await runner.query(`DROP TABLE read_model.plan_version, read_model.budget_change, read_model.funds_received, read_model.year_end`);
  }
}
