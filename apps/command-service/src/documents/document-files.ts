import { makeSchema, type Transaction } from '@budget/ports';

export async function createDocumentFiles(database: Transaction): Promise<void> {
  await database.query(`
    ${makeSchema('command')}
    CREATE TABLE IF NOT EXISTS command.document_file (
      sha256    text        PRIMARY KEY,
      file_name text        NOT NULL,
      content   bytea       NOT NULL,
      kept_at   timestamptz NOT NULL
    )`);
}

/** Published files as they came, by their hash: the raw text that every parsed figure can be held against. */
export class DocumentFiles {
  constructor(private readonly database: Transaction) {}

  async keep(file: { readonly sha256: string; readonly fileName: string; readonly content: Buffer; readonly at: string }): Promise<void> {
    await this.database.query(
      `INSERT INTO command.document_file (sha256, file_name, content, kept_at) VALUES ($1,$2,$3,$4) ON CONFLICT DO NOTHING`,
      [file.sha256, file.fileName, file.content, file.at],
    );
  }
}
