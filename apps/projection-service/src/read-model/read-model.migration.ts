import type { MigrationInterface } from 'typeorm';
import type { SqlRunner } from './sql-runner';

/** Tables of the read side. Everything in them can be rebuilt from the event store. */
export class ReadModel1750000000000 implements MigrationInterface {
  readonly name = 'ReadModel1750000000000';

  async up(runner: SqlRunner): Promise<void> {
    await runner.query(`CREATE SCHEMA IF NOT EXISTS read_model`);
    await runner.query(`
      CREATE TABLE read_model.project (
        fiscal_year    int           NOT NULL,
        project_code   text          NOT NULL,
        unit_code      text          NOT NULL,
        target_no      int           NOT NULL,
        paid           numeric(20,2) NOT NULL DEFAULT 0,
        refunded       numeric(20,2) NOT NULL DEFAULT 0,
        last_payment_recorded_at timestamptz,
        simulated      boolean       NOT NULL DEFAULT false,
        version        bigint        NOT NULL,
        position       bigint        NOT NULL,
        PRIMARY KEY (fiscal_year, project_code)
      )`);
    await runner.query(`CREATE INDEX project_unit ON read_model.project (fiscal_year, unit_code)`);
    await runner.query(`
      CREATE TABLE read_model.target_version (
        fiscal_year    int           NOT NULL,
        project_code   text          NOT NULL,
        no             int           NOT NULL,
        recorded_at    timestamptz   NOT NULL,
        position       bigint        NOT NULL,
        document_id    text,
        name           text          NOT NULL,
        unit_code      text          NOT NULL,
        unit_name      text          NOT NULL,
        region         text,
        fiscal         numeric(20,2) NOT NULL,
        other          numeric(20,2) NOT NULL,
        carried_over   numeric(20,2) NOT NULL,
        plan_version   int           NOT NULL,
        purpose        text          NOT NULL,
        objectives     jsonb         NOT NULL,
        indicators     jsonb         NOT NULL,
        findings       jsonb         NOT NULL,
        PRIMARY KEY (fiscal_year, project_code, no)
      )`);
    await runner.query(`
      CREATE TABLE read_model.plan_step (
        fiscal_year    int           NOT NULL,
        project_code   text          NOT NULL,
        plan_version   int           NOT NULL,
        date           date          NOT NULL,
        label          text          NOT NULL,
        stated         numeric(9,2),
        effective      numeric(9,2)  NOT NULL,
        PRIMARY KEY (fiscal_year, project_code, plan_version, date)
      )`);
    await runner.query(`
      CREATE TABLE read_model.project_day (
        fiscal_year    int           NOT NULL,
        project_code   text          NOT NULL,
        day            date          NOT NULL,
        paid           numeric(20,2) NOT NULL,
        refunded       numeric(20,2) NOT NULL,
        PRIMARY KEY (fiscal_year, project_code, day)
      )`);
    await runner.query(`
      CREATE TABLE read_model.ledger_entry (
        position       bigint        PRIMARY KEY,
        fiscal_year    int           NOT NULL,
        project_code   text          NOT NULL,
        unit_code      text          NOT NULL,
        kind           text          NOT NULL,
        voucher_no     text          NOT NULL,
        original_voucher_no text,
        amount         numeric(20,2) NOT NULL,
        effective_on   date          NOT NULL,
        fund_source    text          NOT NULL,
        payee          text,
        use            text,
        reason         text,
        recorded_at    timestamptz   NOT NULL,
        recorded_by    text          NOT NULL,
        late           boolean       NOT NULL,
        reversed_by    bigint
      )`);
    await runner.query(`CREATE INDEX ledger_by_day ON read_model.ledger_entry (fiscal_year, effective_on DESC, position DESC)`);
    await runner.query(
      `CREATE INDEX ledger_of_project ON read_model.ledger_entry (fiscal_year, project_code, effective_on DESC, position DESC)`,
    );
    await runner.query(`CREATE INDEX ledger_of_unit ON read_model.ledger_entry (fiscal_year, unit_code, effective_on DESC, position DESC)`);
    await runner.query(`CREATE INDEX ledger_of_voucher ON read_model.ledger_entry (fiscal_year, project_code, voucher_no)`);
    await runner.query(`
      CREATE TABLE read_model.milestone_check (
        position       bigint        PRIMARY KEY,
        fiscal_year    int           NOT NULL,
        project_code   text          NOT NULL,
        unit_code      text          NOT NULL,
        date           date          NOT NULL,
        label          text          NOT NULL,
        stated_percent numeric(9,2),
        status         text          NOT NULL,
        budget         numeric(20,2) NOT NULL,
        planned_amount numeric(20,2) NOT NULL,
        actual_amount  numeric(20,2) NOT NULL,
        ratio          text,
        plan_version   int           NOT NULL,
        policy_version int           NOT NULL,
        through_position bigint      NOT NULL,
        trigger        text          NOT NULL,
        judged_at      timestamptz   NOT NULL
      )`);
    await runner.query(`CREATE INDEX check_of_date ON read_model.milestone_check (fiscal_year, date, project_code, position DESC)`);
    await runner.query(`CREATE INDEX check_of_project ON read_model.milestone_check (fiscal_year, project_code)`);
    await runner.query(`
      CREATE TABLE read_model.alert (
        alert_id       text          PRIMARY KEY,
        fiscal_year    int           NOT NULL,
        project_code   text          NOT NULL,
        project_name   text          NOT NULL,
        unit_code      text          NOT NULL,
        rule           text          NOT NULL,
        severity       text          NOT NULL,
        status         text          NOT NULL,
        level          int           NOT NULL,
        short_amount     numeric(20,2) NOT NULL,
        evidence       jsonb         NOT NULL,
        raised_at      timestamptz   NOT NULL,
        acknowledged_by text,
        resolved_at    timestamptz,
        version        bigint        NOT NULL,
        raised_position bigint       NOT NULL,
        position       bigint        NOT NULL
      )`);
    await runner.query(`CREATE INDEX alert_of_year ON read_model.alert (fiscal_year, raised_position DESC)`);
    await runner.query(`CREATE INDEX alert_of_unit ON read_model.alert (fiscal_year, unit_code, raised_position DESC)`);
    await runner.query(`CREATE INDEX alert_of_project ON read_model.alert (fiscal_year, project_code)`);
    await runner.query(`
      CREATE TABLE read_model.alert_step (
        position       bigint        PRIMARY KEY,
        alert_id       text          NOT NULL,
        type           text          NOT NULL,
        at             timestamptz   NOT NULL,
        by             text          NOT NULL,
        note           text,
        status         text          NOT NULL,
        severity       text          NOT NULL,
        short_amount   numeric(20,2) NOT NULL,
        evidence       jsonb         NOT NULL,
        acknowledged_by text,
        resolved_at    timestamptz,
        version        bigint        NOT NULL
      )`);
    await runner.query(`CREATE INDEX alert_step_of_alert ON read_model.alert_step (alert_id, position)`);
  }

  async down(runner: SqlRunner): Promise<void> {
    await runner.query(`DROP SCHEMA read_model CASCADE`);
  }
}
