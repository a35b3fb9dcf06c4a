import type { ReconciliationItem, ReconciliationView } from '@budget/contracts';
import { Money, type AmountText } from '@budget/kernel';
import type { StatementLine } from '@budget/payment-files';
import { Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { READ_MODEL } from '../read-model/read-model.data-source';
import type { Reading } from './read-gate';
import { SqlValues } from './sql-values';

type Row = { readonly unitCode: string; readonly month: string; readonly net: AmountText };

/** 对账: what the treasury says was spent, beside what is recorded, unit by unit and month by month. */
@Injectable()
export class ReconciliationQueryHandler {
  constructor(@Inject(READ_MODEL) private readonly dataSource: DataSource) {}

  async compare(statement: readonly StatementLine[], { fiscalYear, scope }: Reading): Promise<ReconciliationView> {
    const values = new SqlValues();
    const own = scope === 'all' ? '' : `AND e.unit_code = ANY(${values.add(scope)}::text[])`;
    const rows = await this.dataSource.query<Row[]>(
      `SELECT e.unit_code AS "unitCode", to_char(e.effective_on, 'YYYY-MM') AS month,
              sum(CASE e.kind WHEN 'payment' THEN e.amount ELSE -e.amount END)::text AS net
         FROM read_model.ledger_entry e WHERE e.fiscal_year = ${values.add(fiscalYear)} ${own} GROUP BY 1, 2`,
      values.list,
    );
    const keyOf = (one: { readonly unitCode: string; readonly month: string }): string => `${one.unitCode} ${one.month}`;
    const stated = new Map(statement.map((line) => [keyOf(line), Money.parse(line.amount)]));
    const recorded = new Map(rows.map((row) => [keyOf(row), Money.parse(row.net)]));
    const items = [...new Set([...stated.keys(), ...recorded.keys()])].sort().map((key): ReconciliationItem => {
      const [unitCode = '', month = ''] = key.split(' ');
      const [said, events] = [stated.get(key) ?? Money.zero, recorded.get(key) ?? Money.zero];
      const difference = said.minus(events);
      const status = difference.isZero() ? 'agrees' : 'open';
      return { unitCode, month, statement: said.toText(), events: events.toText(), difference: difference.toText(), status };
    });
    return { fiscalYear, items, difference: Money.sum(items.map(({ difference }) => Money.parse(difference))).toText() };
  }
}
