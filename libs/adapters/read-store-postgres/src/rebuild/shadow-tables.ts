import type { Transaction } from '@budget/ports';

/** The tables of a projection a second time, in a schema of their own, until they take the place of the live ones. */
export class ShadowTables {
  readonly shadow: string;

  constructor(readonly schema: string) {
    this.shadow = `${schema}_rebuild`;
  }

  /** The same statements on the tables beside: the projection's own text, which names each table with its schema. */
  beside(transaction: Transaction): Transaction {
    const live = new RegExp(`\\b${this.schema}\\.`, 'g');
    return { query: (text, values) => transaction.query(text.replace(live, `${this.shadow}.`), values) };
  }

  /** Empty tables, made by the statements that made the live ones. What an interrupted rebuild left is removed. */
  async make(transaction: Transaction, create: (transaction: Transaction) => Promise<void>): Promise<void> {
    await this.remove(transaction);
    await transaction.query(`CREATE SCHEMA ${this.shadow}`);
    await create(this.beside(transaction));
  }

  async remove(transaction: Transaction): Promise<void> {
    await transaction.query(`DROP SCHEMA IF EXISTS ${this.shadow} CASCADE`);
  }

  async names(transaction: Transaction): Promise<readonly string[]> {
    const { rows } = await transaction.query<{ name: string }>(
      'SELECT tablename AS name FROM pg_tables WHERE schemaname = $1 ORDER BY tablename',
      [this.shadow],
    );
    return rows.map(({ name }) => name);
  }

  /** Gives the planner its statistics and readers their visibility map before anybody reads them. Outside a transaction. */
  async settle(client: Transaction): Promise<void> {
    for (const name of await this.names(client)) await client.query(`VACUUM (ANALYZE) ${this.shadow}.${name}`);
  }

  /**
   * Puts them in the place of the live ones. Every reader of a live table has come to its end before, and none can begin until the
   * transaction ends: no statement sees one table of before beside one of after. Names are looked up anew by whoever waited, also
   * where a plan is kept. Refused by PostgreSQL when something of others, such as a view, depends on a live table.
   */
  async takeOver(transaction: Transaction): Promise<void> {
    const names = await this.names(transaction);
    const live = names.map((name) => `${this.schema}.${name}`).join(', ');
    await transaction.query(`LOCK TABLE ${live} IN ACCESS EXCLUSIVE MODE`);
    await transaction.query(`DROP TABLE ${live}`);
    for (const name of names) await transaction.query(`ALTER TABLE ${this.shadow}.${name} SET SCHEMA ${this.schema}`);
    await transaction.query(`DROP SCHEMA ${this.shadow}`);
  }
}
