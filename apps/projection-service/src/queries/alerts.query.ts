import type { AlertRowView, AlertsQuery, AlertView } from '@budget/contracts';
import { Inject, Injectable } from '@nestjs/common';
import type { AmountText } from '@budget/kernel';
import type { DataSource } from 'typeorm';
import { AlertStep } from '../read-model/alert-step.entity';
import { Alert } from '../read-model/alert.entity';
import { READ_MODEL } from '../read-model/read-model.data-source';
import { decodeCursor, encodeCursor } from './page-cursor';
import { nameOf, namesOf } from './project-names';
import type { UnitScope } from './project-standing.sql';
import type { Reading } from './read-gate';

@Injectable()
export class AlertsQueryHandler {
  constructor(@Inject(READ_MODEL) private readonly dataSource: DataSource) {}

  async list(query: AlertsQuery, { moment, fiscalYear, scope }: Reading) {
    const alerts = this.dataSource.getRepository(Alert).createQueryBuilder('a').where('a.fiscalYear = :fiscalYear', { fiscalYear });
    if (moment.knownAt !== null) alerts.andWhere('a.raisedAt <= :knownAt', { knownAt: moment.knownAt });
    if (scope !== 'all') alerts.andWhere('a.unitCode = ANY(:scope)', { scope });
    if (query.unitCode !== undefined) alerts.andWhere('a.unitCode = :unitCode', { unitCode: query.unitCode });
    if (query.projectCode !== undefined) alerts.andWhere('a.projectCode = :projectCode', { projectCode: query.projectCode });
    if (query.status !== undefined) alerts.andWhere('a.status = :status', { status: query.status });
    if (query.rule !== undefined) alerts.andWhere('a.rule = :rule', { rule: query.rule });
    if (query.severity !== undefined) alerts.andWhere('a.severity = :severity', { severity: query.severity });
    const after = decodeCursor(query.cursor, 'position');
    if (after) alerts.andWhere('a.raisedPosition < :after', { after: after[0] });

    const rows = await alerts
      .orderBy('a.raisedPosition', 'DESC')
      .take(query.limit + 1)
      .getMany();
    const shown = rows.slice(0, query.limit);
    const names = await namesOf(
      this.dataSource,
      fiscalYear,
      shown.map(({ projectCode }) => projectCode),
    );
    const last = shown.at(-1);
    return {
      items: shown.map((row): AlertRowView => ({ ...common(row, nameOf(names, row)), shortAmount: row.shortAmount as AmountText })),
      nextCursor: rows.length > query.limit && last ? encodeCursor([last.raisedPosition]) : null,
    };
  }

  async find(id: string, scope: UnitScope): Promise<AlertView | null> {
    const row = await this.dataSource.getRepository(Alert).findOneBy({ alertId: id });
    if (!row || (scope !== 'all' && !scope.includes(row.unitCode))) return null;
    const [names, steps, events] = await Promise.all([
      namesOf(this.dataSource, row.fiscalYear, [row.projectCode]),
      this.dataSource.getRepository(AlertStep).find({ where: { alertId: id }, order: { position: 'ASC' } }),
      this.countedEvents(row),
    ]);
    const { formula, planVersion, policyVersion, asOf, actualAmount, plannedAmount, plannedPercent, budget, ratio, throughPosition } =
      row.evidence;
    return {
      ...common(row, nameOf(names, row)),
      explanation: {
        formula,
        inputs: { asOf, actualAmount, plannedAmount, plannedPercent, budget, ratio, throughPosition },
        planVersion,
        policyVersion,
        events,
      },
      history: steps.map(({ at, type, by, note, position }) => ({ at: at.toISOString(), type, by, note, position })),
    };
  }

  /** The movements of the project that the rule had seen and counted: they add up to actualAmount. */
  private async countedEvents({ fiscalYear, projectCode, evidence }: Alert): Promise<string[]> {
    const rows = await this.dataSource.query<{ position: string }[]>(
      `SELECT position FROM read_model.ledger_entry
        WHERE fiscal_year = $1 AND project_code = $2 AND effective_on <= $3::date AND position <= $4::bigint ORDER BY position`,
      [fiscalYear, projectCode, evidence.asOf, evidence.throughPosition],
    );
    return rows.map(({ position }) => position);
  }
}

const common = (row: Alert, { name, unit }: { name: string; unit: { code: string; name: string } }) => ({
  id: row.alertId,
  rule: row.rule,
  severity: row.severity,
  status: row.status,
  level: row.level,
  project: { fiscalYear: row.fiscalYear, projectCode: row.projectCode, name, unit },
  milestone: row.evidence.milestone,
  sentence: row.evidence.sentence,
  raisedAt: row.raisedAt.toISOString(),
  acknowledgedBy: row.acknowledgedBy,
  resolvedAt: row.resolvedAt?.toISOString() ?? null,
  version: row.version,
  position: row.position,
});
