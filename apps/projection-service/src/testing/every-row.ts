import type { Pool } from 'pg';

export type EveryRow = Readonly<Record<string, readonly string[]>>;

/** Every row of every table of the read model, as text in one order. */
export async function everyRowOf(pool: Pool): Promise<EveryRow> {
  const { rows: tables } = await pool.query<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'read_model' ORDER BY table_name`,
  );
  const contents: Record<string, readonly string[]> = {};
  for (const { name } of tables) {
    const { rows } = await pool.query<{ row: string }>(`SELECT to_jsonb(t)::text AS row FROM read_model.${name} t ORDER BY 1`);
    contents[name] = rows.map(({ row }) => row);
  }
  return contents;
}
