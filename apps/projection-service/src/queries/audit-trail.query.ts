import type { AuditEventView } from '@budget/contracts';
import { projectBudgetStream } from '@budget/domain/project-budget';
import { EVENT_STORE, type EventStore, type RecordedEvent } from '@budget/ports';
import { Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { READ_MODEL } from '../read-model/read-model.data-source';
import { decodeCursor, pageOf } from './page-cursor';
import type { UnitScope } from './project-standing.sql';
import type { Reading } from './read-gate';

/** The project's own stream as stored, digests included: the auditor reads the truth, not a copy of it. */
@Injectable()
export class AuditTrailQueryHandler {
  constructor(
    @Inject(EVENT_STORE) private readonly store: EventStore,
    @Inject(READ_MODEL) private readonly dataSource: DataSource,
  ) {}

  async list(
    projectCode: string,
    query: { limit: number; cursor?: string | undefined; asOf?: string | undefined },
    { moment: { knownAt }, fiscalYear, scope }: Reading,
  ) {
    if (!(await this.isVisible(projectCode, fiscalYear, scope))) return null;
    const after = decodeCursor(query.cursor, 'position');
    const from = after?.[0] ? BigInt(after[0]) + 1n : 0n;
    const stored = await this.store.readStream(projectBudgetStream({ projectCode, fiscalYear }), { from, limit: query.limit + 1 });
    const known = knownAt === null ? stored : stored.filter(({ metadata }) => metadata.recordedAt <= knownAt);
    const { items, nextCursor } = pageOf(
      known,
      query.limit,
      (event) => event,
      ({ version }) => [String(version)],
    );
    const { asOf } = query;
    return { items: items.filter((event) => asOf === undefined || dayOf(event) <= asOf).map(auditEventView), nextCursor };
  }

  private async isVisible(projectCode: string, fiscalYear: number, scope: UnitScope): Promise<boolean> {
    const rows = await this.dataSource.query<unknown[]>(
      `SELECT 1 FROM read_model.project WHERE fiscal_year = $1 AND project_code = $2 AND ($3::text[] IS NULL OR unit_code = ANY($3))`,
      [fiscalYear, projectCode, scope === 'all' ? null : scope],
    );
    return rows.length > 0;
  }
}

/** The business day of a movement of money; facts without one count from the beginning. */
const dayOf = ({ data }: RecordedEvent): string => {
  const day = data['receivedOn'] ?? data['paidOn'];
  return typeof day === 'string' ? day : '';
};

export const auditEventView = ({
  id,
  stream,
  position,
  version,
  type,
  schemaVersion,
  data,
  metadata,
  digest,
}: RecordedEvent): AuditEventView => ({
  id,
  stream,
  position: String(position),
  version: String(version),
  type,
  schemaVersion,
  data,
  metadata,
  digest,
});
