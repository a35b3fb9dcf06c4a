import { yearOf, type LocalDate } from '@budget/kernel';
import type { Transaction } from '@budget/ports';

/** Which years have projects: the one thing a write without `fiscalYear` must know. Kept from events, not from the read model. */
export class FiscalYears {
  private readonly registered = new Set<number>();

  constructor(private readonly database: Transaction) {}

  /** The current fiscal year if it has projects, else the latest that has, else the current one. */
  async defaultFor(today: LocalDate): Promise<number> {
    const current = yearOf(today);
    if (this.registered.has(current)) return current;
    const { rows } = await this.database.query<{ fiscal_year: number }>(`SELECT fiscal_year FROM command.fiscal_year`);
    for (const { fiscal_year } of rows) this.registered.add(fiscal_year);
    if (this.registered.has(current) || this.registered.size === 0) return current;
    return Math.max(...this.registered);
  }

  /** This process registered a project: known at once, before the subscription hears of it. */
  noteRegistered(fiscalYear: number): void {
    this.registered.add(fiscalYear);
  }
}
