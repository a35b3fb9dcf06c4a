import type { MigrationInterface } from 'typeorm';
import type { SqlRunner } from './sql-runner';

/** One index finds a voucher number in its project and in all others of the year. */
export class VoucherIndex1750000000003 implements MigrationInterface {
  readonly name = 'VoucherIndex1750000000003';

  async up(runner: SqlRunner): Promise<void> {
    await runner.query(`DROP INDEX read_model.ledger_of_voucher`);
    await runner.query(`CREATE INDEX ledger_of_voucher ON read_model.ledger_entry (fiscal_year, voucher_no, project_code)`);
  }

  async down(runner: SqlRunner): Promise<void> {
    await runner.query(`DROP INDEX read_model.ledger_of_voucher`);
    await runner.query(`CREATE INDEX ledger_of_voucher ON read_model.ledger_entry (fiscal_year, project_code, voucher_no)`);
  }
}
