import type { DataSource } from 'typeorm';

/**
 * Positions of the year's entries under a voucher number, in whichever project, and of those that refund or reverse its payment. One look
 * into the index of vouchers, then the ledgers of the projects found there.
 */
export async function positionsOfVoucher(dataSource: DataSource, voucherNo: string, fiscalYear: number): Promise<readonly string[]> {
  const rows = await dataSource.query<{ position: string }[]>(
    `WITH own AS (SELECT position, project_code FROM read_model.ledger_entry WHERE fiscal_year = $1 AND voucher_no = $2)
     SELECT position FROM own
      UNION
     SELECT e.position FROM read_model.ledger_entry e
      WHERE e.fiscal_year = $1 AND e.project_code = ANY(ARRAY(SELECT project_code FROM own)) AND e.original_voucher_no = $2`,
    [fiscalYear, voucherNo],
  );
  return rows.map(({ position }) => position);
}
