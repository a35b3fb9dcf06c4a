import { decodeCursor, pageOf } from '@budget/adapters/nest-platform';
import type { BoardQuery, BoardRowView } from '@budget/contracts';
import { milestonePolicyV1, type MilestoneStatus } from '@budget/domain/milestones';
import { Money, Percent, type AmountText, type LocalDate, type PercentText } from '@budget/kernel';
import { Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { READ_MODEL } from '../read-model/read-model.data-source';
import { budgetView } from './figures.view';
import { judgedView } from './judged.view';
import type { ProjectAtRow } from './project-rows';
import { planHolding, projectAt } from './project-standing.sql';
import type { Reading } from './read-gate';
import { isJudgeable, type ReadingMoment } from './reading-moment';
import { SqlValues } from './sql-values';

type Row = ProjectAtRow & {
  readonly step_date: LocalDate | null;
  readonly step_label: string | null;
  readonly step_stated: PercentText | null;
  readonly step_effective: PercentText | null;
  readonly judged_status: MilestoneStatus | null;
  readonly judged_amount: AmountText | null;
  readonly judged_ratio: string | null;
  readonly judged_position: string | null;
  readonly judged_at: Date | null;
  readonly first_status: MilestoneStatus | null;
  readonly first_amount: AmountText | null;
  readonly first_ratio: string | null;
  readonly first_position: string | null;
  readonly first_at: Date | null;
};

/** Every project at one date: as known now (or at knownAt), beside what was judged. */
@Injectable()
export class BoardQueryHandler {
  constructor(@Inject(READ_MODEL) private readonly dataSource: DataSource) {}

  async list(date: LocalDate, query: BoardQuery, { moment, fiscalYear, scope }: Reading) {
    const values = new SqlValues();
    const until = date < moment.asOf ? date : moment.asOf;
    const base = projectAt(values, { fiscalYear, scope, unitCode: query.unitCode }, moment, { moneyUntil: until, inForceOn: date });
    const day = `${values.add(date)}::date`;
    const knownAt = values.add(moment.knownAt);
    const after = decodeCursor(query.cursor, 'text');
    const check = (order: 'ASC' | 'DESC'): string =>
      `(SELECT * FROM read_model.milestone_check k
         WHERE k.fiscal_year = p.fiscal_year AND k.date = ${day} AND k.project_code = p.project_code
           AND (${knownAt}::timestamptz IS NULL OR k.judged_at <= ${knownAt})
         ORDER BY k.position ${order} LIMIT 1)`;
    const rows = await this.dataSource.query<Row[]>(
      `SELECT p.*, step.date::text AS step_date, step.label AS step_label, step.stated AS step_stated, step.effective AS step_effective,
              c.status AS judged_status, c.actual_amount AS judged_amount, c.ratio AS judged_ratio, c.position AS judged_position, c.judged_at,
              f.status AS first_status, f.actual_amount AS first_amount, f.ratio AS first_ratio, f.position AS first_position, f.judged_at AS first_at
         FROM (${base}) p
         ${planHolding('step', day, { stated: false })}
         LEFT JOIN LATERAL ${check('DESC')} c ON true
         LEFT JOIN LATERAL ${check('ASC')} f ON true
        WHERE ${after ? `p.project_code > ${values.add(after[0])}` : 'true'}
        ORDER BY p.project_code LIMIT ${values.add(query.limit + 1)}`,
      values.list,
    );
    return pageOf(
      rows,
      query.limit,
      (row) => boardRow(row, date, moment),
      (row) => [row.project_code],
    );
  }
}

function boardRow(row: Row, date: LocalDate, moment: ReadingMoment): BoardRowView {
  const budget = Money.parse(row.current_total);
  const percent = row.step_effective === null ? Percent.zero : Percent.parse(row.step_effective);
  const { status, figures } = judgedView(budget, percent, Money.parse(row.paid).minus(Money.parse(row.refunded)));
  const onItsDay = row.step_date === date;
  return {
    fiscalYear: row.fiscal_year,
    projectCode: row.project_code,
    projectName: row.name,
    unit: { code: row.unit_code, name: row.unit_name },
    date,
    label: onItsDay && row.step_label !== null ? row.step_label : date,
    stated: onItsDay && row.step_stated !== null,
    ...figures,
    status: isJudgeable(date, moment) ? status : 'pending',
    budget: { current: budgetView(row.current_fiscal, row.current_other, row.current_carried) },
    planVersion: row.plan_version,
    policyVersion: milestonePolicyV1.version,
    position: row.position,
    judgedAt: row.judged_at?.toISOString() ?? null,
    judged:
      row.judged_status === null || row.judged_amount === null || row.judged_position === null
        ? null
        : { status: row.judged_status, actualAmount: row.judged_amount, ratio: row.judged_ratio, position: row.judged_position },
    firstJudged:
      row.first_status === null || row.first_amount === null || row.first_position === null || row.first_at === null
        ? null
        : {
            status: row.first_status,
            actualAmount: row.first_amount,
            ratio: row.first_ratio,
            position: row.first_position,
            judgedAt: row.first_at.toISOString(),
          },
  };
}
