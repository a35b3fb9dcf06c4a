import type { AuditEventView, AuditQuery } from '@budget/contracts';
import { alertStream, type AlertRule } from '@budget/domain/alerts';
import { milestoneCheckStream } from '@budget/domain/milestones';
import { projectBudgetStream } from '@budget/domain/project-budget';
import type { Instant, LocalDate } from '@budget/kernel';
import { EVENT_STORE, streamKind, type EventStore, type RecordedEvent } from '@budget/ports';
import { Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { alertDay } from '../projections/alert-day';
import { READ_MODEL } from '../read-model/read-model.data-source';
import { decodeCursor, pageOf } from './page-cursor';
import type { UnitScope } from './project-standing.sql';
import type { Reading } from './read-gate';

/** The project's own stream, or that with its judgements and alerts, as stored, digests included: the auditor reads the truth, not a copy of it. */
@Injectable()
export class AuditTrailQueryHandler {
  constructor(
    @Inject(EVENT_STORE) private readonly store: EventStore,
    @Inject(READ_MODEL) private readonly dataSource: DataSource,
  ) {}

  async list(projectCode: string, query: AuditQuery, reading: Reading) {
    if (!(await this.isVisible(projectCode, reading.fiscalYear, reading.scope))) return null;
    const { items, nextCursor } = await (query.streams === 'all'
      ? this.ofAllStreams(projectCode, query, reading)
      : this.ofProject(projectCode, query, reading));
    const { asOf } = query;
    return { items: items.filter((event) => asOf === undefined || dayOf(event) <= asOf).map(auditEventView), nextCursor };
  }

  private async ofProject(projectCode: string, { limit, cursor }: AuditQuery, { moment: { knownAt }, fiscalYear }: Reading) {
    const after = decodeCursor(cursor, 'position');
    const from = after?.[0] ? BigInt(after[0]) + 1n : 0n;
    const stored = await this.store.readStream(projectBudgetStream({ projectCode, fiscalYear }), { from, limit: limit + 1 });
    return pageOf(
      stored.filter(isKnownAt(knownAt)),
      limit,
      (event) => event,
      ({ version }) => [String(version)],
    );
  }

  /** A cursor holds the next version of the project's own stream, which may be long, and the last position given out. */
  private async ofAllStreams(projectCode: string, { limit, cursor }: AuditQuery, { moment: { knownAt }, fiscalYear }: Reading) {
    const [from, last] = (decodeCursor(cursor, 'position', 'position') ?? ['0', '0']).map(BigInt) as [bigint, bigint];
    const own = projectBudgetStream({ projectCode, fiscalYear });
    const [ofProject, ...around] = await Promise.all([
      this.store.readStream(own, { from, limit: limit + 1 }),
      ...(await this.streamsAround(projectCode, fiscalYear)).map((stream) => this.store.readStream(stream)),
    ]);
    const events = [...ofProject, ...around.flat().filter(({ position }) => position > last)];
    const inOrder = events.filter(isKnownAt(knownAt)).sort((one, other) => (one.position < other.position ? -1 : 1));
    const ownShown = inOrder.slice(0, limit).findLast(({ stream }) => stream === own);
    const next = String(ownShown === undefined ? from : ownShown.version + 1n);
    return pageOf(
      inOrder,
      limit,
      (event) => event,
      ({ position }) => [next, String(position)],
    );
  }

  /** The streams of the judgements and alerts of a project. */
  private async streamsAround(projectCode: string, fiscalYear: number): Promise<readonly string[]> {
    const rows = await this.dataSource.query<({ date: LocalDate; rule: null } | { date: null; rule: AlertRule })[]>(
      `SELECT DISTINCT date::text AS date, NULL AS rule FROM read_model.milestone_check WHERE fiscal_year = $1 AND project_code = $2
       UNION ALL SELECT DISTINCT NULL, rule FROM read_model.alert WHERE fiscal_year = $1 AND project_code = $2`,
      [fiscalYear, projectCode],
    );
    return rows.map(({ date, rule }) =>
      date === null ? alertStream({ projectCode, fiscalYear, rule }) : milestoneCheckStream({ projectCode, fiscalYear, date }),
    );
  }

  private async isVisible(projectCode: string, fiscalYear: number, scope: UnitScope): Promise<boolean> {
    const rows = await this.dataSource.query<unknown[]>(
      `SELECT 1 FROM read_model.project WHERE fiscal_year = $1 AND project_code = $2 AND ($3::text[] IS NULL OR unit_code = ANY($3))`,
      [fiscalYear, projectCode, scope === 'all' ? null : scope],
    );
    return rows.length > 0;
  }
}

const isKnownAt =
  (knownAt: Instant | null) =>
  ({ metadata }: RecordedEvent): boolean =>
    knownAt === null || metadata.recordedAt <= knownAt;

const ALERTS = streamKind(alertStream({ projectCode: '', fiscalYear: 0, rule: 'milestone-missed' }));

/** The business day of a fact: of money and milestones its own, of alerts as in their list; targets count from the beginning. */
function dayOf({ stream, data, metadata }: RecordedEvent): string {
  if (streamKind(stream) === ALERTS) return alertDay(data['evidence'], metadata.recordedAt);
  const day = data['receivedOn'] ?? data['paidOn'] ?? data['date'];
  return typeof day === 'string' ? day : '';
}

export const auditEventView = ({
  id,
  stream,
  position,
  version,
  type,
  schemaVersion,
  data,
  metadata: { traceparent: _, ...metadata },
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
