import { ProblemError, type Caller } from '@budget/adapters/nest-platform';
import { yearOf } from '@budget/kernel';
import { CLOCK, type Clock, type Subscription } from '@budget/ports';
import { Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { READ_MODEL } from '../read-model/read-model.data-source';
import type { UnitScope } from './project-standing.sql';
import { readingMoment, type ReadingMoment } from './reading-moment';

const MAX_WAIT_MS = 5_000;

type ReadQuery = {
  readonly fiscalYear?: number | undefined;
  readonly asOf?: string | undefined;
  readonly knownAt?: string | undefined;
  readonly minPosition?: string | undefined;
};

/** What every read settles first: how fresh, which moment, which year, whose rows. */
export type Reading = { readonly moment: ReadingMoment; readonly fiscalYear: number; readonly scope: UnitScope };

export const READ_MODEL_RUN = Symbol('ReadModelRun');

@Injectable()
export class ReadGate {
  private yearWithProjects: number | null = null;

  constructor(
    @Inject(READ_MODEL) private readonly dataSource: DataSource,
    @Inject(READ_MODEL_RUN) private readonly subscription: Subscription,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async open(query: ReadQuery, caller: Caller): Promise<Reading> {
    await this.waitFor(query.minPosition);
    const moment = readingMoment(query, this.clock.now());
    return { moment, fiscalYear: query.fiscalYear ?? (await this.defaultFiscalYear(yearOf(moment.today))), scope: caller.scope };
  }

  /** The current fiscal year if it has projects, else the latest that has. A year that has projects keeps them. */
  private async defaultFiscalYear(current: number): Promise<number> {
    if (this.yearWithProjects === current) return current;
    const [row] = await this.dataSource.query<{ year: number | null }[]>(
      `SELECT coalesce((SELECT fiscal_year FROM read_model.project WHERE fiscal_year = $1 LIMIT 1),
                       (SELECT max(fiscal_year) FROM read_model.project)) AS year`,
      [current],
    );
    this.yearWithProjects = row?.year ?? null;
    return this.yearWithProjects ?? current;
  }

  async waitFor(minPosition: string | undefined): Promise<void> {
    if (minPosition === undefined) return;
    if (await this.subscription.reached(BigInt(minPosition), MAX_WAIT_MS)) return;
    throw new ProblemError({
      status: 503,
      code: 'projection-lagging',
      detail: `读模型在 5 秒内尚未处理到事件位置 ${minPosition}。已登记的内容没有丢失，请稍后重试；若持续出现，请查看 /health/ready。`,
    });
  }
}
