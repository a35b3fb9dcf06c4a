import { makeSchema, type Transaction } from '@budget/ports';

export async function createFileMappings(database: Transaction): Promise<void> {
  await database.query(`
    ${makeSchema('command')}
    CREATE TABLE IF NOT EXISTS command.file_mapping (
      source  text        PRIMARY KEY,
      mapping jsonb       NOT NULL,
      kept_at timestamptz NOT NULL
    )`);
}

/** Our column name → the header in the file. */
export type ColumnMapping = Readonly<Record<string, string>>;

/** How the files of each source name their columns: said once, remembered from then on. */
export class FileMappings {
  constructor(private readonly database: Transaction) {}

  async of(source: string): Promise<ColumnMapping | undefined> {
    const { rows } = await this.database.query<{ mapping: ColumnMapping }>(`SELECT mapping FROM command.file_mapping WHERE source = $1`, [
      source,
    ]);
    return rows[0]?.mapping;
  }

  async keep(source: string, mapping: ColumnMapping, at: string): Promise<void> {
    await this.database.query(
      `INSERT INTO command.file_mapping (source, mapping, kept_at) VALUES ($1, $2, $3)
       ON CONFLICT (source) DO UPDATE SET mapping = EXCLUDED.mapping, kept_at = EXCLUDED.kept_at`,
      [source, JSON.stringify(mapping), at],
    );
  }
}
