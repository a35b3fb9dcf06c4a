import type { MigrationInterface } from 'typeorm';
import type { SqlRunner } from './sql-runner';

/**
 * What a figure was on an earlier day of knowledge, found without adding up the ledger: each entry carries the sums of its project up to
 * and including it, each step of an alert the business day it counts on.
 */
export class KnownFigures1750000000001 implements MigrationInterface {
  readonly name = 'KnownFigures1750000000001';

  async up(runner: SqlRunner): Promise<void> {
    await runner.query(
      `ALTER TABLE read_model.ledger_entry ADD COLUMN paid_so_far numeric(20,2), ADD COLUMN refunded_so_far numeric(20,2)`,
    );
    await runner.query(`
      UPDATE read_model.ledger_entry e SET paid_so_far = s.paid, refunded_so_far = s.refunded, recorded_at = s.recorded_at
        FROM (SELECT position, max(recorded_at) OVER so_far AS recorded_at,
                     sum(CASE kind WHEN 'payment' THEN amount WHEN 'reversal' THEN -greatest(amount, 0) ELSE 0 END) OVER so_far AS paid,
                     sum(CASE kind WHEN 'refund' THEN amount WHEN 'reversal' THEN least(amount, 0) ELSE 0 END) OVER so_far AS refunded
                FROM read_model.ledger_entry WINDOW so_far AS (PARTITION BY fiscal_year, project_code ORDER BY position)) s
       WHERE s.position = e.position`);
    await runner.query(`
      ALTER TABLE read_model.ledger_entry ALTER COLUMN paid_so_far SET NOT NULL, ALTER COLUMN refunded_so_far SET NOT NULL`);
    await runner.query(`
      CREATE INDEX ledger_known ON read_model.ledger_entry (fiscal_year, project_code, recorded_at DESC, position DESC)`);

    await runner.query(`ALTER TABLE read_model.alert_step ADD COLUMN day date`);
    await runner.query(`
      UPDATE read_model.alert_step x
         SET day = CASE WHEN x.type IN ('AlertRaised', 'AlertReassessed') OR (x.type = 'AlertResolved' AND x.evidence <> alert.evidence)
                        THEN (x.evidence ->> 'asOf')::date ELSE (x.at AT TIME ZONE 'Asia/Shanghai')::date END
        FROM read_model.alert alert WHERE alert.alert_id = x.alert_id`);
    await runner.query(`ALTER TABLE read_model.alert_step ALTER COLUMN day SET NOT NULL`);
    await runner.query(`DROP INDEX read_model.alert_step_of_alert`);
    await runner.query(`CREATE INDEX alert_step_of_alert ON read_model.alert_step (alert_id, position) INCLUDE (day, at)`);
  }

  async down(runner: SqlRunner): Promise<void> {
    await runner.query(`DROP INDEX read_model.ledger_known`);
    await runner.query(`ALTER TABLE read_model.ledger_entry DROP COLUMN paid_so_far, DROP COLUMN refunded_so_far`);
    await runner.query(`DROP INDEX read_model.alert_step_of_alert`);
    await runner.query(`CREATE INDEX alert_step_of_alert ON read_model.alert_step (alert_id, position)`);
    await runner.query(`ALTER TABLE read_model.alert_step DROP COLUMN day`);
  }
}
