import type { Transaction } from '@budget/ports';

/** The tables that each subscription owns: a whole schema, or single tables. Their rows come from events alone. */
export const PROJECTIONS = {
  'read-model': { schema: 'read_model', tables: 'all' },
  'command-guards': { schema: 'command', tables: ['fiscal_year', 'unit', 'voucher_use'] },
  alerting: { schema: 'alerting', tables: ['due_milestone'] },
} as const;

export type ProjectionName = keyof typeof PROJECTIONS;

/** Tables that do not exist yet are passed over. */
export async function emptyTablesOf(name: ProjectionName, transaction: Transaction): Promise<void> {
  const { schema, tables } = PROJECTIONS[name];
  const { rows } = await transaction.query<{ table: string }>(
    `SELECT format('%I.%I', schemaname, tablename) AS table FROM pg_tables WHERE schemaname = $1 AND ($2::text[] IS NULL OR tablename = ANY ($2))`,
    [schema, tables === 'all' ? null : tables],
  );
  if (rows.length > 0) await transaction.query(`TRUNCATE ${rows.map(({ table }) => table).join(', ')}`);
}
