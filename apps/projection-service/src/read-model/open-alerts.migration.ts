import type { MigrationInterface } from 'typeorm';
import type { SqlRunner } from './sql-runner';

/** Open alerts are counted every few seconds for the metrics: at the cost of the open ones, not of all there ever were. */
export class OpenAlerts1750000000004 implements MigrationInterface {
  readonly name = 'OpenAlerts1750000000004';

  async up(runner: SqlRunner): Promise<void> {
    await runner.query(`CREATE INDEX alert_open ON read_model.alert (rule, severity) WHERE status <> 'resolved'`);
  }

  async down(runner: SqlRunner): Promise<void> {
    await runner.query(`DROP INDEX read_model.alert_open`);
  }
}
