import type { DataSource } from 'typeorm';

type Named = { readonly name: string; readonly unit: { readonly code: string; readonly name: string } };

/** Today's name and unit of some projects, for lists whose rows hold only codes. */
export async function namesOf(dataSource: DataSource, fiscalYear: number, codes: readonly string[]): Promise<ReadonlyMap<string, Named>> {
  const rows = await dataSource.query<{ project_code: string; name: string; unit_code: string; unit_name: string }[]>(
    `SELECT p.project_code, t.name, t.unit_code, t.unit_name
       FROM read_model.project p
       JOIN read_model.target_version t ON t.fiscal_year = p.fiscal_year AND t.project_code = p.project_code AND t.no = p.target_no
      WHERE p.fiscal_year = $1 AND p.project_code = ANY($2::text[])`,
    [fiscalYear, [...new Set(codes)]],
  );
  return new Map(rows.map((row) => [row.project_code, { name: row.name, unit: { code: row.unit_code, name: row.unit_name } }]));
}

export const nameOf = (names: ReadonlyMap<string, Named>, row: { readonly projectCode: string; readonly unitCode: string }): Named =>
  names.get(row.projectCode) ?? { name: row.projectCode, unit: { code: row.unitCode, name: row.unitCode } };
