import { yearOf } from '@budget/kernel';
import type { PaymentRow } from '@budget/payment-files';
import type { Transaction } from '@budget/ports';

export type StagedRow = { readonly row: number; readonly value: PaymentRow };
export type StagedProject = { readonly fiscalYear: number; readonly projectCode: string };

const PAGE = 1_000;

/**
 * The readable rows of a file, aside in a table that only this transaction sees and that goes with it: sorted by project without
 * holding them all in memory, and gone after a crash.
 */
export class StagedRows {
  private constructor(private readonly transaction: Transaction) {}

  static async begin(transaction: Transaction): Promise<StagedRows> {
    await transaction.query(
      `CREATE TEMP TABLE staged_payment (fiscal_year int NOT NULL, project_code text NOT NULL, row int NOT NULL, value json NOT NULL) ON COMMIT DROP`,
    );
    return new StagedRows(transaction);
  }

  async add(rows: readonly StagedRow[]): Promise<void> {
    await this.transaction.query(
      `INSERT INTO staged_payment (fiscal_year, project_code, row, value) SELECT * FROM unnest($1::int[], $2::text[], $3::int[], $4::json[])`,
      [
        rows.map(({ value }) => yearOf(value.paidOn)),
        rows.map(({ value }) => value.projectCode),
        rows.map(({ row }) => row),
        rows.map(({ value }) => JSON.stringify(value)),
      ],
    );
  }

  async sort(): Promise<void> {
    await this.transaction.query(`CREATE INDEX ON staged_payment (fiscal_year, project_code, row)`);
    await this.transaction.query(`ANALYZE staged_payment`);
  }

  async projects(): Promise<readonly StagedProject[]> {
    const { rows } = await this.transaction.query<StagedProject>(
      `SELECT DISTINCT fiscal_year AS "fiscalYear", project_code AS "projectCode" FROM staged_payment ORDER BY 1, 2`,
    );
    return rows;
  }

  /** Pages of one project, in the order of the file. */
  async *of({ fiscalYear, projectCode }: StagedProject): AsyncGenerator<readonly StagedRow[]> {
    for (let after = 0; ;) {
      const { rows } = await this.transaction.query<StagedRow>(
        `SELECT row, value FROM staged_payment WHERE fiscal_year = $1 AND project_code = $2 AND row > $3 ORDER BY row LIMIT ${PAGE}`,
        [fiscalYear, projectCode, after],
      );
      if (rows.length > 0) yield rows;
      if (rows.length < PAGE) return;
      after = rows.at(-1)?.row ?? after;
    }
  }
}
