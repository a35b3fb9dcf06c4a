import type { Transaction } from '@budget/ports';

/** The units that have, or had, a project in any year. */
export class KnownUnits {
  constructor(private readonly database: Transaction) {}

  /** Those of `codes` that no project names; none as long as there is no project at all to compare with. */
  async unknownAmong(codes: readonly string[]): Promise<readonly string[]> {
    if (codes.length === 0) return [];
    const { rows } = await this.database.query<{ code: string }>(
      `SELECT asked.code FROM unnest($1::text[]) WITH ORDINALITY AS asked(code, no)
        WHERE EXISTS (SELECT 1 FROM command.unit) AND NOT EXISTS (SELECT 1 FROM command.unit u WHERE u.code = asked.code) ORDER BY asked.no`,
      [codes],
    );
    return rows.map(({ code }) => code);
  }
}
