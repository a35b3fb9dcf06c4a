import type { Transaction } from '@budget/ports';
import type { ShadowTables } from './shadow-tables';

type Columns = Readonly<Record<string, string | null>>;

/** A row that is not the same in both tables. Of a row in both, the columns that differ; `null`: there is no such row. Values as text. */
export type Difference = { readonly table: string; readonly key: Columns; readonly live: Columns | null; readonly rebuilt: Columns | null };

export type Comparison = {
  readonly rows: number;
  readonly differing: number;
  /** The first of each table, in the order of their keys. */
  readonly first: readonly Difference[];
};

const SHOWN = 20;

type Row = { readonly rows: string; readonly differing: string; readonly first: readonly Omit<Difference, 'table'>[] };

/** Compares every row of the live tables with the tables beside them, as one transaction sees both. */
export async function compareTables(transaction: Transaction, tables: ShadowTables): Promise<Comparison> {
  const comparisons: Comparison[] = [];
  for (const table of await tables.names(transaction)) comparisons.push(await compare(transaction, tables, table));
  const sum = (of: (comparison: Comparison) => number): number => comparisons.reduce((total, comparison) => total + of(comparison), 0);
  return {
    rows: sum(({ rows }) => rows),
    differing: sum(({ differing }) => differing),
    first: comparisons.flatMap(({ first }) => first),
  };
}

async function compare(transaction: Transaction, { schema, shadow }: ShadowTables, table: string): Promise<Comparison> {
  const key = await keyOf(transaction, `${shadow}.${table}`);
  const { rows } = await transaction.query<Row>(`
    WITH pair AS (
      SELECT to_jsonb(l) AS live, to_jsonb(r) AS rebuilt, row(${key.join(', ')}) AS place
        FROM ${schema}.${table} l FULL JOIN ${shadow}.${table} r USING (${key.join(', ')})
    ), differing AS (SELECT * FROM pair WHERE live IS DISTINCT FROM rebuilt
    ), first AS (SELECT * FROM differing ORDER BY place LIMIT ${SHOWN})
    SELECT (SELECT count(*)::text FROM pair) AS rows, (SELECT count(*)::text FROM differing) AS differing,
           coalesce((SELECT jsonb_agg(jsonb_build_object(
             'key', (SELECT jsonb_object_agg(c.key, c.value) FROM jsonb_each_text(coalesce(live, rebuilt)) c WHERE c.key IN (${list(key)})),
             'live', CASE WHEN live IS NULL THEN NULL ELSE ${columnsOf('live', 'rebuilt')} END,
             'rebuilt', CASE WHEN rebuilt IS NULL THEN NULL ELSE ${columnsOf('rebuilt', 'live')} END) ORDER BY place) FROM first), '[]') AS first`);
  const [row] = rows;
  return {
    rows: Number(row?.rows ?? 0),
    differing: Number(row?.differing ?? 0),
    first: (row?.first ?? []).map((difference) => ({ table, ...difference })),
  };
}

const list = (names: readonly string[]): string => names.map((name) => `'${name}'`).join(', ');

const columnsOf = (side: string, other: string): string =>
  `(SELECT jsonb_object_agg(c.key, c.value) FROM jsonb_each_text(${side}) c WHERE ${other} IS NULL OR ${other} -> c.key IS DISTINCT FROM ${side} -> c.key)`;

async function keyOf(transaction: Transaction, table: string): Promise<readonly string[]> {
  const { rows } = await transaction.query<{ name: string }>(
    `SELECT a.attname AS name FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey)
      WHERE i.indrelid = $1::regclass AND i.indisprimary ORDER BY array_position(i.indkey::int[], a.attnum::int)`,
    [table],
  );
  if (rows.length === 0) throw new Error(`${table} has no primary key to compare rows by`);
  return rows.map(({ name }) => name);
}
