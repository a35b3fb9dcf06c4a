import { decodeCursor, encodeCursor } from '@budget/adapters/nest-platform';
import type { AlertCountsView, AlertInputsView, AlertRowView, AlertsQuery, AlertView } from '@budget/contracts';
import type { AlertEvidence } from '@budget/domain/alerts';
import { Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { AlertStep } from '../read-model/alert-step.entity';
import { READ_MODEL } from '../read-model/read-model.data-source';
import { alertsAt, type AlertAtRow } from './alerts-at.sql';
import { nameOf, namesOf } from './project-names';
import type { Reading } from './read-gate';
import { SqlValues } from './sql-values';

@Injectable()
export class AlertsQueryHandler {
  constructor(@Inject(READ_MODEL) private readonly dataSource: DataSource) {}

  async list(query: AlertsQuery, { moment, fiscalYear, scope }: Reading) {
    const values = new SqlValues();
    const source = alertsAt(values, moment);
    const conditions = [`a.fiscal_year = ${values.add(fiscalYear)}`];
    if (scope !== 'all') conditions.push(`a.unit_code = ANY(${values.add(scope)}::text[])`);
    if (query.unitCode !== undefined) conditions.push(`a.unit_code = ${values.add(query.unitCode)}`);
    if (query.projectCode !== undefined) conditions.push(`a.project_code = ${values.add(query.projectCode)}`);
    if (query.rule !== undefined) conditions.push(`a.rule = ${values.add(query.rule)}`);
    if (query.severity !== undefined) conditions.push(`a.severity = ${values.add(query.severity)}`);
    const counts =
      query.counts === 'none' ? {} : { counts: await this.countByStatus(`(${source}) a WHERE ${conditions.join(' AND ')}`, values) };
    if (query.status !== undefined) conditions.push(`a.status = ANY(${values.add(statusesNamed(query.status))}::text[])`);
    const after = decodeCursor(query.cursor, 'position');
    if (after) conditions.push(`a.raised_position < ${values.add(after[0])}::bigint`);

    const rows = await this.dataSource.query<AlertAtRow[]>(
      `SELECT * FROM (${source}) a WHERE ${conditions.join(' AND ')} ORDER BY a.raised_position DESC LIMIT ${values.add(query.limit + 1)}`,
      values.list,
    );
    const shown = rows.slice(0, query.limit);
    const names = await namesOf(
      this.dataSource,
      fiscalYear,
      shown.map(({ project_code }) => project_code),
    );
    const last = shown.at(-1);
    return {
      items: shown.map((row): AlertRowView => ({ ...common(row, names), shortAmount: row.short_amount, inputs: inputsOf(row.evidence) })),
      nextCursor: rows.length > query.limit && last ? encodeCursor([last.raised_position]) : null,
      ...counts,
    };
  }

  private async countByStatus(alerts: string, { list }: SqlValues): Promise<AlertCountsView> {
    const rows = await this.dataSource.query<{ status: keyof AlertCountsView; alerts: number }[]>(
      `SELECT status, count(*)::int AS alerts FROM ${alerts} GROUP BY status`,
      [...list],
    );
    return { open: 0, acknowledged: 0, resolved: 0, ...Object.fromEntries(rows.map(({ status, alerts: count }) => [status, count])) };
  }

  /** Null also when it is an alert of another year than the one asked for. */
  async find(id: string, { moment, scope }: Omit<Reading, 'fiscalYear'>, year: number | undefined): Promise<AlertView | null> {
    const values = new SqlValues();
    const source = alertsAt(values, moment);
    const [row] = await this.dataSource.query<AlertAtRow[]>(
      `SELECT * FROM (${source}) a WHERE a.alert_id = ${values.add(id)}`,
      values.list,
    );
    if (!row || (year !== undefined && row.fiscal_year !== year)) return null;
    if (scope !== 'all' && !scope.includes(row.unit_code)) return null;
    const [names, steps, events] = await Promise.all([
      namesOf(this.dataSource, row.fiscal_year, [row.project_code]),
      this.dataSource.getRepository(AlertStep).find({ where: { alertId: id }, order: { position: 'ASC' } }),
      this.countedEvents(row),
    ]);
    const { formula, planVersion, policyVersion } = row.evidence;
    return {
      ...common(row, names),
      explanation: {
        formula,
        inputs: inputsOf(row.evidence),
        planVersion,
        policyVersion,
        events,
      },
      history: steps
        .filter(({ position }) => BigInt(position) <= BigInt(row.position))
        .map(({ at, type, by, note, evidence, position }) => ({
          at: at.toISOString(),
          type,
          by,
          note,
          told: toldBy(note, evidence),
          position,
        })),
    };
  }

  /** The movements of the project that the rule had seen and counted: they add up to actualAmount. */
  private async countedEvents({ fiscal_year, project_code, evidence }: AlertAtRow): Promise<string[]> {
    const rows = await this.dataSource.query<{ position: string }[]>(
      `SELECT position FROM read_model.ledger_entry
        WHERE fiscal_year = $1 AND project_code = $2 AND effective_on <= $3::date AND position <= $4::bigint ORDER BY position`,
      [fiscal_year, project_code, evidence.asOf, evidence.throughPosition],
    );
    return rows.map(({ position }) => position);
  }
}

const statusesNamed = (status: NonNullable<AlertsQuery['status']>): readonly string[] =>
  status === 'unresolved' ? ['open', 'acknowledged'] : [status];

const inputsOf = ({
  asOf,
  actualAmount,
  plannedAmount,
  plannedPercent,
  budget,
  ratio,
  throughPosition,
}: AlertEvidence): AlertInputsView => ({
  asOf,
  actualAmount,
  plannedAmount,
  plannedPercent,
  budget,
  ratio,
  throughPosition,
});

/** The figures behind the words of a step; none where it says something else, as a person does or a plan that wants nothing yet. */
const toldBy = (note: string | null, evidence: AlertEvidence) =>
  note === evidence.sentence ? { severity: evidence.severity, milestone: evidence.milestone, inputs: inputsOf(evidence) } : null;

function common(row: AlertAtRow, names: Awaited<ReturnType<typeof namesOf>>) {
  const { name, unit } = nameOf(names, { projectCode: row.project_code, unitCode: row.unit_code });
  return {
    id: row.alert_id,
    rule: row.rule,
    severity: row.severity,
    status: row.status,
    level: row.level,
    project: { fiscalYear: row.fiscal_year, projectCode: row.project_code, name, unit },
    milestone: row.evidence.milestone,
    sentence: row.evidence.sentence,
    raisedAt: row.raised_at.toISOString(),
    acknowledgedBy: row.acknowledged_by,
    resolvedAt: row.resolved_at?.toISOString() ?? null,
    version: row.version,
    position: row.position,
  };
}
