import type { DifferencesQuery, DifferencesView, DifferenceView } from '@budget/contracts';
import { Money, type AmountText, type LocalDate } from '@budget/kernel';
import { Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { READ_MODEL } from '../read-model/read-model.data-source';
import type { Reading } from './read-gate';
import { SqlValues } from './sql-values';

type Row = Omit<DifferenceView, 'recordedAt' | 'effectiveOn' | 'amount'> & {
  readonly effectiveOn: LocalDate;
  readonly recordedAt: Date;
  readonly amount: AmountText;
};

/** What an entry adds to the net; the reversal of a refund is kept negative and so adds. */
const SIGNED = `CASE e.kind WHEN 'payment' THEN e.amount ELSE -e.amount END`;
const TYPE = `CASE e.kind WHEN 'payment' THEN 'DisbursementRecorded' WHEN 'refund' THEN 'DisbursementRefunded'
                ELSE CASE WHEN e.amount < 0 THEN 'RefundReversed' ELSE 'DisbursementReversed' END END`;

/** The same net at two moments of knowledge, and every event between them that moves it, in the order in which they became known. */
@Injectable()
export class DifferencesQueryHandler {
  constructor(@Inject(READ_MODEL) private readonly dataSource: DataSource) {}

  async explain(query: DifferencesQuery, { moment, fiscalYear, scope }: Reading): Promise<DifferencesView> {
    const where = (values: SqlValues): string =>
      [
        `e.fiscal_year = ${values.add(fiscalYear)}`,
        `e.effective_on <= ${values.add(moment.asOf)}::date`,
        ...(scope === 'all' ? [] : [`e.unit_code = ANY(${values.add(scope)}::text[])`]),
        ...(query.unitCode === undefined ? [] : [`e.unit_code = ${values.add(query.unitCode)}`]),
        ...(query.projectCode === undefined ? [] : [`e.project_code = ${values.add(query.projectCode)}`]),
      ].join(' AND ');

    const before = await this.netKnown(where, query.from);
    const after = await this.netKnown(where, query.to);
    const values = new SqlValues();
    const rows = await this.dataSource.query<Row[]>(
      `SELECT e.position::text AS position, ${TYPE} AS type, e.project_code AS "projectCode", t.name AS "projectName", e.voucher_no AS "voucherNo",
              e.effective_on::text AS "effectiveOn", e.recorded_at AS "recordedAt", e.late, (${SIGNED})::text AS amount
         FROM read_model.ledger_entry e
         JOIN read_model.project p ON p.fiscal_year = e.fiscal_year AND p.project_code = e.project_code
         JOIN read_model.target_version t ON t.fiscal_year = p.fiscal_year AND t.project_code = p.project_code AND t.no = p.target_no
        WHERE ${where(values)} AND e.recorded_at > ${values.add(query.from)}::timestamptz AND e.recorded_at <= ${values.add(query.to)}::timestamptz
        ORDER BY e.recorded_at, e.position`,
      values.list,
    );
    return {
      measure: 'net',
      asOf: moment.asOf,
      before: before.toText(),
      after: after.toText(),
      difference: after.minus(before).toText(),
      items: rows.map((row) => ({ ...row, recordedAt: row.recordedAt.toISOString() })),
    };
  }

  private async netKnown(where: (values: SqlValues) => string, knownAt: string): Promise<Money> {
    const values = new SqlValues();
    const [row] = await this.dataSource.query<{ net: AmountText }[]>(
      `SELECT coalesce(sum(${SIGNED}), 0)::numeric(20,2)::text AS net FROM read_model.ledger_entry e
        WHERE ${where(values)} AND e.recorded_at <= ${values.add(knownAt)}::timestamptz`,
      values.list,
    );
    return Money.parse(row?.net ?? '0.00');
  }
}
