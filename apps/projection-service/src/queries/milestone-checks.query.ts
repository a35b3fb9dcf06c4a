import { decodeCursor, encodeCursor } from '@budget/adapters/nest-platform';
import type { ChecksQuery, MilestoneCheckView } from '@budget/contracts';
import type { AmountText, LocalDate } from '@budget/kernel';
import { Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { MilestoneCheck } from '../read-model/milestone-check.entity';
import { READ_MODEL } from '../read-model/read-model.data-source';
import { namesOf, nameOf } from './project-names';
import type { Reading } from './read-gate';

/** As judged by knownAt: the last judgement of each project and date, or every one in the order of recording. */
@Injectable()
export class MilestoneChecksQueryHandler {
  constructor(@Inject(READ_MODEL) private readonly dataSource: DataSource) {}

  async list(query: ChecksQuery, { moment, fiscalYear, scope }: Reading) {
    const checks = this.dataSource
      .getRepository(MilestoneCheck)
      .createQueryBuilder('c')
      .where('c.fiscalYear = :fiscalYear AND c.date <= :asOf', { fiscalYear, asOf: moment.asOf });
    if (query.judgements === 'last') {
      checks.andWhere(
        `NOT EXISTS (SELECT 1 FROM read_model.milestone_check later WHERE later.fiscal_year = c.fiscal_year AND later.date = c.date
            AND later.project_code = c.project_code AND later.position > c.position
            AND (:knownAt::timestamptz IS NULL OR later.judged_at <= :knownAt))`,
        { knownAt: moment.knownAt },
      );
    }
    if (moment.knownAt !== null) checks.andWhere('c.judgedAt <= :knownAt', { knownAt: moment.knownAt });
    if (scope !== 'all') checks.andWhere('c.unitCode = ANY(:scope)', { scope });
    if (query.unitCode !== undefined) checks.andWhere('c.unitCode = :unitCode', { unitCode: query.unitCode });
    if (query.projectCode !== undefined) checks.andWhere('c.projectCode = :projectCode', { projectCode: query.projectCode });
    if (query.date !== undefined) checks.andWhere('c.date = :date', { date: query.date });
    const after = decodeCursor(query.cursor, 'day', 'text', 'position');
    if (after) {
      const [afterDate, afterCode, afterPosition] = after;
      checks.andWhere('(c.date, c.projectCode, c.position) > (:afterDate, :afterCode, :afterPosition)', {
        afterDate,
        afterCode,
        afterPosition,
      });
    }

    const rows = await checks
      .orderBy('c.date')
      .addOrderBy('c.projectCode')
      .addOrderBy('c.position')
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
      items: shown.map((row): MilestoneCheckView => {
        const { name, unit } = nameOf(names, row);
        return {
          fiscalYear: row.fiscalYear,
          projectCode: row.projectCode,
          projectName: name,
          unit,
          date: row.date as LocalDate,
          label: row.label,
          stated: row.statedPercent !== null,
          status: row.status,
          budget: row.budget as AmountText,
          plannedAmount: row.plannedAmount as AmountText,
          actualAmount: row.actualAmount as AmountText,
          ratio: row.ratio,
          planVersion: row.planVersion,
          policyVersion: row.policyVersion,
          position: row.position,
          throughPosition: row.throughPosition,
          judgedAt: row.judgedAt.toISOString(),
          trigger: row.trigger,
        };
      }),
      nextCursor: rows.length > query.limit && last ? encodeCursor([last.date, last.projectCode, last.position]) : null,
    };
  }
}
