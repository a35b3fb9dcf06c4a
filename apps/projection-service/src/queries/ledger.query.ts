import { decodeCursor, encodeCursor } from '@budget/adapters/nest-platform';
import type { LedgerEntryView, LedgerQuery } from '@budget/contracts';
import type { AmountText, LocalDate } from '@budget/kernel';
import { Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { LedgerEntry } from '../read-model/ledger-entry.entity';
import { READ_MODEL } from '../read-model/read-model.data-source';
import { nameOf, namesOf } from './project-names';
import type { Reading } from './read-gate';
import type { ReadingMoment } from './reading-moment';
import { sharedPositions, sharersOf } from './shared-vouchers';
import { positionsOfVoucher } from './voucher-positions';

/** 支付台账, newest day first. */
@Injectable()
export class LedgerQueryHandler {
  constructor(@Inject(READ_MODEL) private readonly dataSource: DataSource) {}

  async list(query: LedgerQuery, reading: Reading) {
    const { moment, fiscalYear, scope } = reading;
    const entries = this.dataSource
      .getRepository(LedgerEntry)
      .createQueryBuilder('e')
      .where('e.fiscalYear = :fiscalYear AND e.effectiveOn <= :asOf', { fiscalYear, asOf: moment.asOf });
    if (moment.knownAt !== null) entries.andWhere('e.recordedAt <= :knownAt', { knownAt: moment.knownAt });
    if (scope !== 'all') entries.andWhere('e.unitCode = ANY(:scope)', { scope });
    if (query.unitCode !== undefined) entries.andWhere('e.unitCode = :unitCode', { unitCode: query.unitCode });
    if (query.projectCode !== undefined) entries.andWhere('e.projectCode = :projectCode', { projectCode: query.projectCode });
    if (query.from !== undefined) entries.andWhere('e.effectiveOn >= :from', { from: query.from });
    if (query.to !== undefined) entries.andWhere('e.effectiveOn <= :to', { to: query.to });
    if (query.voucher !== undefined)
      entries.andWhere('e.position = ANY(:ofVoucher)', { ofVoucher: await positionsOfVoucher(this.dataSource, query.voucher, fiscalYear) });
    if (query.vouchers === 'shared')
      entries.andWhere('e.position = ANY(:shared)', { shared: await sharedPositions(this.dataSource, reading) });
    const after = decodeCursor(query.cursor, 'day', 'position');
    if (after)
      entries.andWhere('(e.effectiveOn, e.position) < (:afterDay, :afterPosition)', { afterDay: after[0], afterPosition: after[1] });

    const rows = await entries
      .orderBy('e.effectiveOn', 'DESC')
      .addOrderBy('e.position', 'DESC')
      .take(query.limit + 1)
      .getMany();
    const shown = rows.slice(0, query.limit);
    const names = await namesOf(
      this.dataSource,
      fiscalYear,
      shown.map(({ projectCode }) => projectCode),
    );
    const known = await this.knownReversals(shown, moment);
    const sharers = await sharersOf(
      this.dataSource,
      shown.map(({ position }) => position),
      reading,
    );
    const last = shown.at(-1);
    return {
      items: shown.map((row): LedgerEntryView => {
        const { name, unit } = nameOf(names, row);
        return {
          fiscalYear: row.fiscalYear,
          projectCode: row.projectCode,
          projectName: name,
          unit,
          voucherNo: row.voucherNo,
          originalVoucherNo: row.originalVoucherNo,
          kind: row.kind,
          amount: row.amount as AmountText,
          paidOn: row.effectiveOn as LocalDate,
          fundSource: row.fundSource,
          payee: row.payee,
          use: row.use,
          reason: row.reason,
          recordedAt: row.recordedAt.toISOString(),
          recordedBy: row.recordedBy,
          late: row.late,
          ...(row.reversedBy === null || !known.has(row.reversedBy) ? {} : { reversedBy: row.reversedBy }),
          alsoUsedBy: sharers.get(row.position) ?? null,
          position: row.position,
        };
      }),
      nextCursor: rows.length > query.limit && last ? encodeCursor([last.effectiveOn, last.position]) : null,
    };
  }

  /** A reversal that was recorded after knownAt had not happened yet. */
  private async knownReversals(entries: readonly LedgerEntry[], { knownAt }: ReadingMoment): Promise<ReadonlySet<string>> {
    const reversals = entries.flatMap(({ reversedBy }) => reversedBy ?? []);
    if (knownAt === null || reversals.length === 0) return new Set(reversals);
    const rows = await this.dataSource.query<{ position: string }[]>(
      `SELECT position FROM read_model.ledger_entry WHERE position = ANY($1::bigint[]) AND recorded_at <= $2::timestamptz`,
      [reversals, knownAt],
    );
    return new Set(rows.map(({ position }) => position));
  }
}
