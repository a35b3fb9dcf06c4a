import type { MigrationInterface } from 'typeorm';
import type { SqlRunner } from './sql-runner';

/** An alert as of an earlier day is found by one look into an index, however often it was reassessed since. */
export class AlertDays1750000000002 implements MigrationInterface {
  readonly name = 'AlertDays1750000000002';

  async up(runner: SqlRunner): Promise<void> {
    await runner.query(`DROP INDEX read_model.alert_step_of_alert`);
    await runner.query(`CREATE INDEX alert_step_of_alert ON read_model.alert_step (alert_id, day DESC, position DESC) INCLUDE (at)`);
  }

  async down(runner: SqlRunner): Promise<void> {
    await runner.query(`DROP INDEX read_model.alert_step_of_alert`);
    await runner.query(`CREATE INDEX alert_step_of_alert ON read_model.alert_step (alert_id, position) INCLUDE (day, at)`);
  }
}
