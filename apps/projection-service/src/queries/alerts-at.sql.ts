import type { AlertEvidence, AlertRule, AlertSeverity } from '@budget/domain/alerts';
import type { AmountText } from '@budget/kernel';
import type { ReadingMoment } from './reading-moment';
import type { SqlValues } from './sql-values';

/** Columns of `alertsAt`. */
export type AlertAtRow = {
  readonly alert_id: string;
  readonly fiscal_year: number;
  readonly project_code: string;
  readonly unit_code: string;
  readonly rule: AlertRule;
  readonly level: number;
  readonly raised_at: Date;
  readonly raised_position: string;
  readonly status: 'open' | 'acknowledged' | 'resolved';
  readonly severity: AlertSeverity;
  readonly short_amount: AmountText;
  readonly evidence: AlertEvidence;
  readonly acknowledged_by: string | null;
  readonly resolved_at: Date | null;
  readonly version: string;
  readonly position: string;
};

const IDENTITY = 'alert_id, fiscal_year, project_code, unit_code, rule, level, raised_at, raised_position';
const STANDING = ['status', 'severity', 'short_amount', 'evidence', 'acknowledged_by', 'resolved_at', 'version', 'position'];

/** A resolution keeps what it rested on, where that was money; the alert goes on saying why it had been raised. */
const IS_PAID_UP = `x.type = 'AlertResolved' AND x.evidence <> alert.evidence`;

/** The business day of a step: the day up to which it counted money; of one that counted none, the Shanghai day on which it was recorded. */
const STEP_DAY = `CASE WHEN x.type IN ('AlertRaised', 'AlertReassessed') OR ${IS_PAID_UP}
  THEN (x.evidence ->> 'asOf')::date ELSE (x.at AT TIME ZONE 'Asia/Shanghai')::date END`;

/** Alerts as they stand now, or as they stood when only what had happened by `asOf` and was recorded by `knownAt` counted. */
export function alertsAt(values: SqlValues, { asOf, knownAt, today }: Pick<ReadingMoment, 'asOf' | 'knownAt' | 'today'>): string {
  const bounds = [
    ...(knownAt === null ? [] : [`x.at <= ${values.add(knownAt)}::timestamptz`]),
    ...(asOf < today ? [`${STEP_DAY} <= ${values.add(asOf)}::date`] : []),
  ];
  if (bounds.length === 0) return `SELECT ${IDENTITY}, ${STANDING.join(', ')} FROM read_model.alert`;
  const standing = STANDING.map((column) =>
    column === 'evidence' ? `CASE x.type WHEN 'AlertResolved' THEN alert.evidence ELSE x.evidence END AS evidence` : `x.${column}`,
  );
  return `SELECT ${IDENTITY}, s.* FROM read_model.alert
    CROSS JOIN LATERAL (SELECT ${standing.join(', ')} FROM read_model.alert_step x
      WHERE x.alert_id = alert.alert_id AND ${bounds.join(' AND ')} ORDER BY x.position DESC LIMIT 1) s`;
}
