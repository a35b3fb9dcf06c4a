import { decodeCursor, pageOf } from '@budget/adapters/nest-platform';
import type { ProjectListQuery, ProjectRowView } from '@budget/contracts';
import { milestonePolicyV1 } from '@budget/domain/milestones';
import { assertNever, Money, Percent } from '@budget/kernel';
import { Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { READ_MODEL } from '../read-model/read-model.data-source';
import { alertsAt } from './alerts-at.sql';
import { budgetView, executionView, timeProgressView } from './figures.view';
import { judgedView } from './judged.view';
import type { ProjectStandingRow } from './project-rows';
import { projectStanding } from './project-standing.sql';
import type { Reading } from './read-gate';
import type { ReadingMoment } from './reading-moment';
import { SqlValues } from './sql-values';

type Row = ProjectStandingRow & { readonly open_alerts: number; readonly sort_key: string };

@Injectable()
export class ProjectListQueryHandler {
  constructor(@Inject(READ_MODEL) private readonly dataSource: DataSource) {}

  async list(query: ProjectListQuery, { moment, fiscalYear, scope }: Reading) {
    const values = new SqlValues();
    const standing = projectStanding(values, { fiscalYear, scope, unitCode: query.unitCode }, moment, milestonePolicyV1);
    const sort = sortOf(query.sort);
    const conditions = ['true'];
    if (query.status !== undefined) conditions.push(`s.status = ${values.add(query.status)}`);
    if (query.q !== undefined) {
      const pattern = values.add(`%${query.q.replace(/[\\%_]/g, '\\$&')}%`);
      conditions.push(`(s.project_code ILIKE ${pattern} OR s.name ILIKE ${pattern})`);
    }
    const after = decodeCursor(query.cursor, sort.type === 'numeric' ? 'number' : 'text', 'text');
    if (after) {
      const [key, code] = [values.add(after[0]), values.add(after[1])];
      const beyond = sort.descending ? '<' : '>';
      conditions.push(`(${sort.sql} ${beyond} ${key}::${sort.type} OR (${sort.sql} = ${key}::${sort.type} AND s.project_code > ${code}))`);
    }
    const alerts = alertsAt(values, moment);
    const rows = await this.dataSource.query<Row[]>(
      `SELECT s.*, (${sort.sql})::text AS sort_key,
              (SELECT count(*)::int FROM (${alerts}) a
                WHERE a.fiscal_year = s.fiscal_year AND a.project_code = s.project_code AND a.status <> 'resolved') AS open_alerts
         FROM (${standing}) s
        WHERE ${conditions.join(' AND ')}
        ORDER BY ${sort.sql} ${sort.descending ? 'DESC' : 'ASC'}, s.project_code
        LIMIT ${values.add(query.limit + 1)}`,
      values.list,
    );
    return pageOf(
      rows,
      query.limit,
      (row) => projectRowView(row, moment),
      (row) => [row.sort_key, row.project_code],
    );
  }
}

type Sort = { readonly sql: string; readonly type: 'text' | 'numeric'; readonly descending: boolean };

function sortOf(sort: ProjectListQuery['sort']): Sort {
  const rate = 'coalesce(s.net / nullif(s.current_total, 0), 0)';
  const gap = 'coalesce(greatest(s.due_amount - s.net, 0), 0)';
  switch (sort) {
    case 'code':
      return { sql: 's.project_code', type: 'text', descending: false };
    case 'name':
      // The beginning is enough to sort by, and a cursor that holds it stays short; the code decides among equals.
      return { sql: 'left(s.name, 60)', type: 'text', descending: false };
    case 'budget':
    case '-budget':
      return { sql: 's.current_total', type: 'numeric', descending: sort === '-budget' };
    case 'rate':
    case '-rate':
      return { sql: rate, type: 'numeric', descending: sort === '-rate' };
    case 'gap':
    case '-gap':
      return { sql: gap, type: 'numeric', descending: sort === '-gap' };
    default:
      return assertNever(sort);
  }
}

export function projectRowView(row: Row, moment: ReadingMoment): ProjectRowView {
  const current = Money.parse(row.current_total);
  const execution = executionView(row.paid, row.refunded, row.received, current);
  return {
    fiscalYear: row.fiscal_year,
    projectCode: row.project_code,
    name: row.name,
    unit: { code: row.unit_code, name: row.unit_name },
    budget: {
      initial: budgetView(row.initial_fiscal, row.initial_other, row.initial_carried),
      current: budgetView(row.current_fiscal, row.current_other, row.current_carried),
    },
    execution,
    timeProgress: timeProgressView(row.fiscal_year, moment.asOf, execution.rate),
    due: dueView(row, current),
    status: row.status,
    openAlerts: row.open_alerts,
    version: row.version,
    position: row.position,
  };
}

function dueView(row: Row, budget: Money): ProjectRowView['due'] {
  if (row.due_date === null || row.due_label === null || row.due_percent === null) return null;
  const { plannedPercent, plannedAmount, ratio, gapAmount, gapPoints } = judgedView(
    budget,
    Percent.parse(row.due_percent),
    Money.parse(row.net),
  ).figures;
  return { date: row.due_date, label: row.due_label, plannedPercent, plannedAmount, ratio, gapAmount, gapPoints };
}
