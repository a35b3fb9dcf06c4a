import type { DataSource } from 'typeorm';
import type { Reading } from './read-gate';

/** A payment or refund whose reversal is not known at `knownAt`, or at all; `alias` names its row, `$1` the instant or null. */
const stands = (alias: string, knownAt: string): string => `${alias}.kind <> 'reversal'
  AND (${knownAt}::timestamptz IS NULL OR ${alias}.recorded_at <= ${knownAt}::timestamptz)
  AND NOT EXISTS (SELECT 1 FROM read_model.ledger_entry r
                   WHERE r.position = ${alias}.reversed_by AND (${knownAt}::timestamptz IS NULL OR r.recorded_at <= ${knownAt}::timestamptz))`;

// 财政区划: the first six digits of a project code; codes of another form share one unknown region.
const sameRegion = (one: string, other: string): string =>
  `coalesce(substring(${one}.project_code from '^\\d{6}'), '') = coalesce(substring(${other}.project_code from '^\\d{6}'), '')`;

const usedElsewhere = (entry: string, other: string, knownAt: string): string => `${other}.fiscal_year = ${entry}.fiscal_year
  AND ${other}.voucher_no = ${entry}.voucher_no AND ${other}.project_code <> ${entry}.project_code
  AND ${sameRegion(entry, other)} AND ${stands(other, knownAt)}`;

/**
 * Positions of the year's payments and refunds whose voucher number another project of the same region uses as well. Numbers used once are
 * passed over within the index of vouchers.
 */
export async function sharedPositions(dataSource: DataSource, { fiscalYear, moment }: Reading): Promise<readonly string[]> {
  const rows = await dataSource.query<{ position: string }[]>(
    `SELECT e.position FROM read_model.ledger_entry e
      WHERE e.fiscal_year = $1 AND ${stands('e', '$2')}
        AND e.voucher_no IN (SELECT voucher_no FROM read_model.ledger_entry WHERE fiscal_year = $1
                              GROUP BY voucher_no HAVING min(project_code) <> max(project_code))
        AND EXISTS (SELECT 1 FROM read_model.ledger_entry o WHERE ${usedElsewhere('e', 'o', '$2')})`,
    [fiscalYear, moment.knownAt],
  );
  return rows.map(({ position }) => position);
}

const NAMED_AT_MOST = 10;

/** By position: the other projects that use the voucher number, named as far as the reader sees their unit; nothing where there is none. */
export async function sharersOf(
  dataSource: DataSource,
  positions: readonly string[],
  { moment, scope }: Reading,
): Promise<ReadonlyMap<string, string[]>> {
  if (positions.length === 0) return new Map();
  const rows = await dataSource.query<{ position: string; codes: string[] }[]>(
    `SELECT e.position, o.codes FROM read_model.ledger_entry e
      CROSS JOIN LATERAL (
            SELECT count(*) AS uses, coalesce(array_agg(s.project_code ORDER BY s.project_code)
                     FILTER (WHERE $3::text[] IS NULL OR s.unit_code = ANY($3::text[])), '{}') AS codes
              FROM (SELECT o.project_code, o.unit_code FROM read_model.ledger_entry o
                     WHERE ${usedElsewhere('e', 'o', '$2')} ORDER BY o.project_code LIMIT ${NAMED_AT_MOST}) s) o
      WHERE e.position = ANY($1::bigint[]) AND ${stands('e', '$2')} AND o.uses > 0`,
    [positions, moment.knownAt, scope === 'all' ? null : scope],
  );
  return new Map(rows.map(({ position, codes }) => [position, codes]));
}
